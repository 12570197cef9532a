import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import {
  longTarHeader,
  makeBesideSync,
  ownFolder,
  removeOwnFolder,
  sha256File,
  TAR_END,
  tarFill,
  untar,
  type WorkspacePaths,
} from 'bocas/internal/store'
import { ProblemsError, type PinnedPackage, type Problem } from 'bocas/internal/light'
import { objectsInto } from '../shared/git-objects'
import { readJson } from '../shared/read-json'
import { columns } from '../shared/words'
import { trackedFiles, type TrackedFile, type TrackedFiles } from './git-files'
import { lockText, objectsOf, type ResultsLock } from './lock-file'
import { lockName } from './lock-on-disk'
import { OBJECTS, type Remote } from './remote'
import { packRun } from './run-pack'

/** One file of the archive: where its bytes come from, when it is its turn; `at` is where they begin in a file that has more. */
interface Part {
  readonly name: string
  readonly size: number
  readonly isProgram?: boolean
  readonly from: { readonly file: string; readonly at?: number } | { readonly text: Buffer }
}

export interface Bundled {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly results: number
  readonly code: TrackedFiles
  /** What is in it of the paper: `paper.pdf`. */
  readonly paper: readonly string[]
  readonly packages: number
}

/** Where the list of packages and their licences stands in the archive. */
const LICENCES = 'LICENCES.txt'
const CITATION = 'CITATION.cff'

/**
 * Makes the archive of a paper: the code as the commit has it, the lock and all objects that it names, the built paper, the licences of the packages that its runs
 * use. Equal states give equal bytes.
 *
 * @param remote where results are fetched from that are not here; undefined where there is none.
 * @throws ProblemsError with all that is missing.
 */
export async function writeBundle(
  paths: WorkspacePaths,
  lock: ResultsLock,
  file: string,
  remote: Remote | undefined,
): Promise<Bundled> {
  const code = trackedFiles(paths.root)
  const name = lockName(paths)
  if (!code.files.some(({ path }) => path === name)) throw new ProblemsError(notCommitted(name))
  const stage = ownFolder(paths.work, 'bundle')
  try {
    const places = await objectPlaces(paths, lock, stage, remote)
    const objects = [...objectsOf(lock.results)].map(([digest, size]) => ({
      name: `${OBJECTS}/${digest}`,
      size,
      from: { file: places.get(digest)! },
    }))
    const packages = packagesOf(lock, (digest) => places.get(digest)!)
    const paper = paperParts(paths)
    const ofCommit = fileOfCommit(paths.root, code, join(stage, 'code'))
    const citation = code.files.find(({ path }) => path === CITATION)
    const parts: Part[] = [
      ...code.files.map((tracked) => ({
        name: `code/${tracked.path}`,
        size: tracked.size,
        isProgram: tracked.isProgram,
        from: ofCommit(tracked),
      })),
      ...(citation ? [{ name: CITATION, size: citation.size, from: ofCommit(citation) }] : []),
      ...objects,
      ...paper,
      textPart(LICENCES, licences(paths.root, packages)),
      textPart('results.lock.json', lockText(lock)),
      textPart('README.txt', readme(code.commit)),
    ]
    write(
      file,
      parts.sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
    return {
      file,
      bytes: statSync(file).size,
      sha256: sha256File(file),
      results: lock.results.length,
      code,
      paper: paper.map(({ name }) => name),
      packages: packages.length,
    }
  } finally {
    removeOwnFolder(stage)
  }
}

/** From the store where it has the same execution, else from the remote. */
async function objectPlaces(
  paths: WorkspacePaths,
  lock: ResultsLock,
  stage: string,
  remote: Remote | undefined,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  for (const { key, pack } of lock.results) {
    if (!existsSync(join(paths.entry(key), 'result.json'))) continue
    const own = await packRun(paths.entry(key), key)
    for (const [digest, { file }] of Object.entries(own.large)) places.set(digest, file)
    if (own.pack !== pack) continue
    writeFileSync(join(stage, pack), own.archive)
    places.set(pack, join(stage, pack))
  }
  const all = objectsOf(lock.results)
  const missing = new Map([...all].filter(([digest]) => !places.has(digest)))
  const problems: Problem[] = []
  if (missing.size > 0 && remote === undefined)
    throw new ProblemsError({
      code: 'no-remote',
      message: `${missing.size} objects that ${lockName(paths)} names are not here, and no remote is named`,
      hint: 'bocas bundle --from <address>',
    })
  if (missing.size > 0)
    await remote!.get(missing, stage, {
      arrived: (digest) => void places.set(digest, join(stage, digest)),
      failed: (digest, { message }) =>
        void problems.push(
          missingObject(
            lock.results.find(({ pack, large }) => pack === digest || digest in large)!.run,
            message,
            remote!.address,
          ),
        ),
    })
  if (problems.length > 0) throw new ProblemsError(problems)
  return places
}

/** Reads all files of a commit at once: git is a process, and there may be thousands. @returns where the bytes of one lie. */
function fileOfCommit(root: string, { files }: TrackedFiles, stage: string): (tracked: TrackedFile) => Part['from'] {
  const places = objectsInto(root, [...new Set(files.map(({ object }) => object))], stage)
  return ({ object }) => ({ file: stage, at: places.get(object)!.at })
}

export const notCommitted = (name: string): Problem => ({
  code: 'not-committed',
  message: `${name} is not committed`,
  hint: `git add ${name} && git commit`,
})

export const missingObject = (run: string, why: string, address: string): Problem => ({
  code: 'missing-object',
  message: `${run} is missing: ${why}`,
  hint: `looked in ${address}: whoever has it calls bocas push`,
})

/** What was built of each paper; of several, in a folder by its name. */
function paperParts({ root, papers }: WorkspacePaths): Part[] {
  return papers.flatMap((paper) => {
    const folder = join(root, paper.folder, 'build')
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:pdf|html)$/.test(name)) : []
    return names.map((name) => ({
      name: papers.length === 1 ? name : `${paper.name}/${name}`,
      size: statSync(join(folder, name)).size,
      from: { file: join(folder, name) },
    }))
  })
}

/** Every package that the code of a run reaches, once for each version. */
function packagesOf({ results }: ResultsLock, placeOf: (digest: string) => string): PinnedPackage[] {
  const found = new Map<string, PinnedPackage>()
  for (const { pack } of results) {
    const text = untar(readFileSync(placeOf(pack)))
      .get('ingredients.json')
      ?.toString()
    const recorded = text === undefined ? undefined : (JSON.parse(text) as Recorded | null)
    for (const one of recorded?.ingredients?.packages ?? []) found.set(`${one.name}@${one.version}`, one)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

interface Recorded {
  readonly ingredients?: { readonly packages?: readonly PinnedPackage[] }
}

function licences(root: string, packages: readonly PinnedPackage[]): string {
  const rows = packages.map(({ name, version }) => {
    const manifest = readJson<{ version?: string; license?: unknown }>(join(root, 'node_modules', name, 'package.json'))
    const isIt = manifest?.version === version
    const said = typeof manifest?.license === 'string' ? manifest.license : 'its package.json names none'
    return [name, version, isIt ? said : 'not installed at the top of node_modules: see its page on npm']
  })
  return [
    'The packages that the runs of this paper use, with the licences that they name. The licence of the code itself is in code/.',
    '',
    ...columns([['package', 'version', 'licence'], ...rows]),
    '',
  ].join('\n')
}

const readme = (commit: string): string => `This is the archive of a paper, made by bocas bundle at commit ${commit}.

  code/              all that git tracks
  results.lock.json  which results belong to it: by the key of a run, the SHA-256 of its result
  objects/           the results; each file has the SHA-256 that is its name
  LICENCES.txt       the packages that its runs use

To work with it, or to check it: unpack it, install what code/ needs (npm ci in it), and call there
  npx bocas pull <this archive>     takes the results into the store, every byte checked
  npx bocas verify                  reads all of them again
  npx nx run paper:build            draws the figures and builds the paper from them, executing no run
A clone of the repository does as well in place of code/: then git says which results they have to be.
`

const textPart = (name: string, text: string): Part => {
  const bytes = Buffer.from(text)
  return { name, size: bytes.length, from: { text: bytes } }
}

function write(file: string, parts: readonly Part[]): void {
  mkdirSync(dirname(file), { recursive: true })
  makeBesideSync(file, (draft) => {
    const handle = openSync(draft, 'wx')
    try {
      for (const part of parts) {
        writeSync(
          handle,
          longTarHeader({ name: part.name, size: part.size, ...(part.isProgram ? { mode: 0o755 } : {}) }),
        )
        const { from } = part
        const written = 'file' in from ? copyInto(handle, from, part.size) : writeSync(handle, from.text)
        if (written !== part.size)
          throw new ProblemsError({
            code: 'not-committed',
            message: `${part.name} changed while it was put into the archive`,
            hint: 'call bocas bundle again',
          })
        writeSync(handle, tarFill(part.size))
      }
      writeSync(handle, TAR_END)
    } finally {
      closeSync(handle)
    }
  })
}

/** @returns how many bytes it were; of a file that is taken whole and has grown, more than its size. */
function copyInto(handle: number, { file, at }: { readonly file: string; readonly at?: number }, size: number): number {
  const from = openSync(file, 'r')
  const piece = Buffer.allocUnsafe(1 << 20)
  const begin = at ?? 0
  const most = at === undefined ? Infinity : size
  let total = 0
  const next = (): number => readSync(from, piece, 0, Math.min(piece.length, most - total), begin + total)
  try {
    for (let read = next(); read > 0; read = next()) {
      // A disk may take less at a time than it is given.
      for (let done = 0; done < read;) done += writeSync(handle, piece, done, read - done)
      total += read
    }
  } finally {
    closeSync(from)
  }
  return total
}
