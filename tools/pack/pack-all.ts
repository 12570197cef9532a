import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { bundleWorker, WORKERS } from '../../packages/nx/src/plan/workers/worker-script'
import { bundlePage, shippedPage } from '../../packages/nx/src/report/write/page-code'
import { writeDeclarations } from './declarations'
import { dependencyProblems } from './dependencies'
import { packedEntryPoint } from './entry-points'
import { releasedFile, writeBundled } from './javascript'
import { entriesOf, packedManifest, type Manifest } from './manifest'
import { thirdPartyNotices } from './notices'
import { publishOrder } from './publish-order'
import { follow, type Reached } from './reached'
import { packedReadme } from './readme'

/** A package made ready for `npm publish`. */
export interface Packed {
  readonly name: string
  readonly version: string
  readonly folder: string
  /** How many files it has. */
  readonly files: number
}

/** A package as it is in the repository. */
export interface Source {
  /** The name of its folder. */
  readonly id: string
  readonly folder: string
  readonly manifest: Manifest
  /** By path in the package, as a release has them. */
  readonly entryPoints: ReadonlyMap<string, string>
  /** Absolute paths of its TypeScript that is entered from outside, or loaded late. */
  readonly entries: readonly string[]
  readonly reached: Reached
}

/**
 * Makes a release of every package in `packages/`: plain CommonJS with declarations, which needs neither TypeScript nor a loader. They come
 * in the order in which they can be published.
 *
 * @param into the folder that gets one folder per package; a release that is there is replaced.
 * @param declarations whether it has declarations, which take most of the time: what only runs needs none.
 * @throws Error that lists everything that would be missing once a release is installed.
 */
export async function packAll(
  root: string,
  into: string,
  { declarations = true }: { readonly declarations?: boolean } = {},
): Promise<Packed[]> {
  const packages = join(root, 'packages')
  const sources = await readSources(packages)
  const versions = Object.fromEntries(sources.map(({ manifest }) => [manifest.name, manifest.version]))
  for (const { id } of sources) rmSync(join(into, id), { recursive: true, force: true })
  const files = sources.flatMap(({ reached }) => reached.files).filter(isTypeScript)
  const declared = declarations ? writeDeclarations(root, packages, files, into) : undefined
  const problems = sources.flatMap(({ id, manifest, reached }) => [
    ...reached.problems.map((problem) => `${manifest.name}: ${problem}`),
    ...dependencyProblems(manifest, reached, declared?.packages.get(id)),
  ])
  if (problems.length > 0) throw new Error(`not packed:\n${problems.map((problem) => `✖ ${problem}`).join('\n')}`)
  for (const source of sources) {
    const to = join(into, source.id)
    await writeBundled(source.folder, source.entries, to)
    for (const [path, code] of source.entryPoints) write(join(to, path), code)
    copyAssets(source, to)
    cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
    const readme = readFileSync(join(source.folder, 'README.md'), 'utf8')
    write(join(to, 'README.md'), packedReadme(readme, `packages/${source.id}`, source.manifest.repository))
    write(
      join(to, 'package.json'),
      `${JSON.stringify(packedManifest(source.manifest, versions, requiredIn(source)), null, 2)}\n`,
    )
  }
  await writeWorkers(join(into, 'nx'))
  return publishOrder(sources).map(({ id, manifest: { name, version } }) => {
    const folder = join(into, id)
    return { name, version, folder, files: filesBelow(folder).length }
  })
}

/** The files of a release that its code requires where they are needed, relative to the package. */
const requiredIn = ({ folder, reached }: Source): string[] =>
  reached.late.map((file) => releasedFile(relative(folder, file).split(sep).join('/'))).sort()

/** Every package of a folder, and what its code leads to. */
export const readSources = (packages: string): Promise<Source[]> =>
  Promise.all(readdirSync(packages).map((id) => readSource(packages, id)))

async function readSource(packages: string, id: string): Promise<Source> {
  const folder = join(packages, id)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const entries = entriesOf(manifest).map((entry) => join(folder, entry))
  const entryPoints = new Map<string, string>()
  for (const path of filesBelow(folder).filter((file) => file.endsWith('.cjs') && file !== 'source.cjs')) {
    const { code, sources } = packedEntryPoint(readFileSync(join(folder, path), 'utf8'))
    entryPoints.set(path, code)
    entries.push(...sources.map((source) => join(folder, dirname(path), source)))
  }
  const reached = await follow(folder, [...new Set(entries)])
  return {
    id,
    folder,
    manifest,
    entryPoints,
    entries: [...new Set([...entries, ...reached.late.filter(isTypeScript)])],
    reached,
  }
}

/** Whatever is neither TypeScript nor made by a tool: manifests of generators and executors, schemas, templates, Python, a README. */
function copyAssets({ folder, entryPoints }: Source, to: string): void {
  for (const path of filesBelow(folder)) {
    const made =
      isTypeScript(path) || entryPoints.has(path) || ['package.json', 'README.md', 'source.cjs'].includes(path)
    // The style of a page is shipped bundled, as its script is.
    if (path.startsWith('src/report/page/')) continue
    const isOfTests = /__(?:snapshots|pycache)__|(?:^|\/)(?:test_[^/]*$|test-[^/]*\/)/.test(path)
    if (!made && !isOfTests) cpSync(join(folder, path), join(to, path))
  }
}

async function writeWorkers(nx: string): Promise<void> {
  const bundled: string[] = []
  for (const name of WORKERS) {
    const { file, code, files } = await bundleWorker(name)
    write(join(nx, 'src', 'worker', file), code)
    bundled.push(...files)
  }
  const page = await bundlePage()
  const { file, text } = shippedPage(page.code)
  write(join(nx, 'src', 'report', 'page', file), text)
  bundled.push(...page.files)
  write(join(nx, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(bundled))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const isTypeScript = (path: string): boolean => path.endsWith('.ts')

/** Paths relative to the folder, with `/`; packages that are installed in it are not looked into. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').includes('node_modules'))
    .sort()
}
