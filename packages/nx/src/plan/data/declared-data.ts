import { existsSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve, sep } from 'node:path'
import {
  canonicalJson,
  type ErrorCode,
  isInstalled,
  isWithin,
  namesWithin,
  posixRelative,
  type Problem,
  readLayout,
  sha256,
} from 'bocas/internal/light'
import { knownDigests, type DataFile, type KnownDigests } from '../../shared/data-files'
import { isLeftBehind } from '../../shared/left-behind'
import { generatedPath, generatedProblem, type Reader } from '../../shared/generated-files'
import { isCounted } from '../packages/package-files'
import { packagePlace } from '../packages/follow-places'
import { pinnedPackage, type InstalledFolder } from '../packages/npm-closure'
import { packageName } from '../packages/package-folder'

/** Declared data, found: what enters the key, and where a run reads it. */
export interface DeclaredData {
  readonly problems: readonly Problem[]
  /** By declared name: what stands for its content in the run key. */
  readonly digests: Readonly<Record<string, string>>
  /** By the name that `ctx.input` takes (a declared name, or a file that a pattern matches): the absolute path. */
  readonly places: Readonly<Record<string, string>>
  /** Workspace-relative paths of the files; those in packages are not among them. */
  readonly files: readonly string[]
  /** The same and those outside the workspace, in the state in which they were digested. */
  readonly contents: readonly DataFile[]
  /** The packages that data is read from. */
  readonly packages: readonly InstalledFolder[]
}

type Found =
  | { readonly problem: Problem }
  | {
      readonly digest: string
      readonly places: Readonly<Record<string, string>>
      readonly contents?: readonly DataFile[]
      readonly packaged?: InstalledFolder
    }

/** Finds and digests the data that a sweep declares; names are relative to the task's folder, or `npm:<package>/<path>`. */
export async function findDeclaredData(
  root: string,
  taskFolder: string,
  declared: readonly string[],
  reader: Reader = 'run',
): Promise<DeclaredData> {
  const known = knownDigests(root)
  const found = await Promise.all(
    declared.map(async (name): Promise<readonly [string, Found]> => [
      name,
      await (name.startsWith('npm:')
        ? findInPackage(root, name, known)
        : findFiles(root, taskFolder, name, { known, reader })),
    ]),
  )
  known.save()
  const good = found.flatMap(([name, one]) => ('problem' in one ? [] : [{ name, ...one }]))
  const contents = good.flatMap(({ contents = [] }) => contents)
  const inside = namesWithin(
    root,
    contents.map(({ file }) => file),
  )
  return {
    problems: found.flatMap(([, one]) => ('problem' in one ? [one.problem] : [])),
    digests: Object.fromEntries(good.map(({ name, digest }) => [name, digest])),
    places: Object.assign({}, ...good.map(({ places }) => places)) as Record<string, string>,
    files: [...new Set(inside)].sort(),
    contents,
    packages: good.flatMap(({ packaged = [] }) => packaged),
  }
}

async function findInPackage(root: string, name: string, known: KnownDigests): Promise<Found> {
  const specifier = name.slice('npm:'.length)
  const folder = join(root, 'node_modules', packageName(specifier))
  const place = join(root, 'node_modules', specifier)
  if (place !== folder && !place.startsWith(folder + sep)) {
    return problem(
      undefined,
      `data '${name}' leaves the package`,
      'name a file inside the package: npm:<package>/<path>',
    )
  }
  if (!existsSync(folder)) {
    return problem(
      'missing-data',
      `data '${name}': the package is not installed`,
      `npm install ${packageName(specifier)}`,
    )
  }
  const places = { [name]: place }
  const pinned = pinnedPackage(root, packageName(specifier))
  if (!existsSync(place)) {
    const which = pinned ? `${pinned.name} ${pinned.version}` : packageName(specifier)
    return problem(
      'missing-data',
      `data '${name}': ${which} has no such file`,
      `look in node_modules/${packageName(specifier)}`,
    )
  }
  // A package that is linked in is worked on: its version says nothing of its content.
  if (!pinned || !isInstalled(realpathSync(folder))) {
    const contents = (await filesAt(realpathSync(place))).map((file) => known.read(file))
    return { digest: digestOf(realpathSync(folder), contents), places, contents }
  }
  // A text or a type is no content of a package that runs, but it can be data.
  const contents = (await filesAt(place))
    .filter((file) => !isCounted(posixRelative(folder, file)))
    .map((file) => known.read(file))
  const digest = [
    `${pinned.name}@${pinned.version}`,
    ...[pinned.integrity, pinned.content].filter((one) => one !== undefined),
    ...(contents.length > 0 ? [digestOf(folder, contents)] : []),
  ]
  return {
    digest: digest.join(' '),
    places,
    contents,
    packaged: { folder: packagePlace(root, folder), version: pinned.version },
  }
}

async function findFiles(
  root: string,
  taskFolder: string,
  name: string,
  { known, reader }: { readonly known: KnownDigests; readonly reader: Reader },
): Promise<Found> {
  const place = resolve(taskFolder, name)
  if (!isWithin(root, place)) {
    return problem(
      'outside-workspace',
      `data '${name}' is outside the workspace`,
      'put a copy or a link inside; paths are relative to the task',
    )
  }
  // The name is in the key, and would be another one in the next clone.
  if (isAbsolute(name)) {
    return problem(
      undefined,
      `data '${name}' is named by its place on this machine, which is in the run key`,
      `name it as seen from the task: data: ['${posixRelative(taskFolder, place)}']`,
    )
  }
  const { globSync, isDynamicPattern } = await import('tinyglobby')
  // A file whose name looks like a pattern is that file.
  const isPattern = !existsSync(place) && isDynamicPattern(name)
  const files = isPattern
    ? dataIn(globSync(name, { cwd: taskFolder, dot: true, onlyFiles: true }), taskFolder)
    : await filesAt(place)
  if (files.length === 0) {
    return problem(
      'missing-data',
      `data '${name}' matches no file`,
      `looked for ${posixRelative(root, place)}; paths are relative to ${posixRelative(root, taskFolder)}`,
    )
  }
  const made = files.flatMap((file) => generatedProblem(readLayout(root), generatedPath(root, file), reader) ?? [])
  if (made.length > 0) return problem(undefined, `data '${name}': ${made[0]!.message}`, made[0]!.hint!)
  const contents = files.sort().map((file) => known.read(file))
  const named = Object.fromEntries(files.map((file) => [posixRelative(taskFolder, file), file]))
  return { digest: digestOf(taskFolder, contents), places: isPattern ? named : { [name]: place, ...named }, contents }
}

/** The file at a place, or all in a folder; none when there is nothing. */
async function filesAt(place: string): Promise<string[]> {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat ? [place] : []
  const { globSync } = await import('tinyglobby')
  return dataIn(globSync('**', { cwd: place, dot: true, onlyFiles: true }), place)
}

/** Those of the files found below a folder that are data, as absolute paths. */
const dataIn = (names: readonly string[], folder: string): string[] =>
  names.filter((name) => !isLeftBehind(name)).map((name) => resolve(folder, name))

const digestOf = (folder: string, contents: readonly DataFile[]): string =>
  sha256(canonicalJson(contents.map(({ file, sha256 }) => [posixRelative(folder, file), sha256])))

const problem = (code: ErrorCode | undefined, message: string, hint: string): Found => ({
  problem: { ...(code && { code }), message, hint },
})
