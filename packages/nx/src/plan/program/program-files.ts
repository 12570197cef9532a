import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import {
  type CommandDeclaration,
  isFile,
  isInToolFolder,
  isOwnProgram,
  isWithin,
  MADE_BY_TOOLS,
  posixPath,
  posixRelative,
  type Problem,
  readLayout,
  splitWords,
} from 'bocas/internal/light'
import { knownDigests, type DataFile, type KnownDigests } from '../../shared/data-files'
import { isLeftBehind } from '../../shared/left-behind'
import { generatedPath, generatedProblem } from '../../shared/generated-files'

/** The files of a program, found. */
export interface ProgramFiles {
  readonly problems: readonly Problem[]
  /** Digests of the inputs, by path relative to the task. */
  readonly inputs: Readonly<Record<string, string>>
  /** The digest of the lock file, by path relative to the task; empty without one. */
  readonly lock: Readonly<Record<string, string>>
  /** All of them, in the state in which they were digested. */
  readonly contents: readonly DataFile[]
}

/** Finds and digests the files that a command declares. */
export async function findProgramFiles(
  root: string,
  taskFolder: string,
  { line, inputs, lock }: CommandDeclaration,
): Promise<ProgramFiles> {
  const known = knownDigests(root)
  const found = await Promise.all(
    inputs.map((name, at) => findInput(root, taskFolder, name, { path: `inputs[${at}]`, known })),
  )
  const locked = lock === undefined ? [] : [findLock(root, taskFolder, lock, known)]
  known.save()
  const files = found.flatMap((one) => ('files' in one ? one.files : []))
  const lockFiles = locked.flatMap((one) => ('files' in one ? one.files : []))
  const problems = [...found, ...locked].flatMap((one) =>
    'problem' in one ? [one.problem] : generatedAmong(root, one.files),
  )
  const digests = (some: readonly DataFile[]): Record<string, string> =>
    Object.fromEntries(some.map(({ file, sha256 }) => [posixRelative(taskFolder, file), sha256]))
  return {
    problems: [
      ...problems,
      ...wordProblems(taskFolder, line, new Set([...files, ...lockFiles].map(({ file }) => file))),
    ],
    inputs: digests(files),
    lock: digests(lockFiles),
    contents: [...new Map([...files, ...lockFiles].map((file) => [file.file, file])).values()],
  }
}

/** Of a folder of generated files one is named. */
const generatedAmong = (root: string, files: readonly DataFile[]): Problem[] =>
  files.flatMap(({ file }) => generatedProblem(readLayout(root), generatedPath(root, file), 'run') ?? []).slice(0, 1)

type Found = { readonly problem: Problem } | { readonly files: readonly DataFile[] }

async function findInput(
  root: string,
  taskFolder: string,
  name: string,
  { path, known }: { readonly path: string; readonly known: KnownDigests },
): Promise<Found> {
  const place = resolve(taskFolder, name)
  const outside = outsideProblem(root, place, name, path)
  if (outside) return { problem: outside }
  const { globSync, isDynamicPattern } = await import('tinyglobby')
  const stat = statSync(place, { throwIfNoEntry: false })
  // A file whose name looks like a pattern is that file.
  if (stat?.isFile()) return { files: [known.read(place)] }
  const [cwd, pattern] = stat ? [place, '**'] : [taskFolder, name]
  const matches =
    stat || isDynamicPattern(name)
      ? globSync(pattern, { cwd, dot: true, onlyFiles: true, ignore: MADE_BY_TOOLS })
          .filter((file) => !isLeftBehind(file))
          .map((file) => resolve(cwd, file))
      : []
  if (matches.length === 0)
    return { problem: missing(root, taskFolder, `the input '${name}' matches no file`, place, path) }
  return { files: matches.sort().map((file) => known.read(file)) }
}

function findLock(root: string, taskFolder: string, name: string, known: KnownDigests): Found {
  const place = resolve(taskFolder, name)
  const outside = outsideProblem(root, place, name, 'lock')
  if (outside) return { problem: outside }
  if (!statSync(place, { throwIfNoEntry: false })?.isFile())
    return { problem: missing(root, taskFolder, `there is no lock file '${name}'`, place, 'lock') }
  return { files: [known.read(place)] }
}

function outsideProblem(root: string, place: string, name: string, path: string): Problem | undefined {
  if (isWithin(root, place)) return undefined
  const hint = 'put a copy or a link inside; paths are relative to the task'
  return { code: 'outside-workspace', message: `'${name}' is outside the workspace`, path, hint }
}

const missing = (root: string, taskFolder: string, message: string, place: string, path: string): Problem => ({
  message,
  path,
  hint: `looked for ${posixRelative(root, place)}; paths are relative to ${posixRelative(root, taskFolder)}`,
})

/** The command names files of the task; nothing else could be meant to be in the key more plainly. */
function wordProblems(taskFolder: string, line: string, known: ReadonlySet<string>): Problem[] {
  const split = splitWords(line)
  if ('wrong' in split) return []
  const problems: Problem[] = split.words
    .filter((word) => !isAbsolute(word) && !isInToolFolder(posixPath(word).split('/')))
    .filter((word) => isFile(resolve(taskFolder, word)) && !known.has(resolve(taskFolder, word)))
    .map((word) => ({
      code: 'wrong-command' as const,
      message: `the command runs ${word}, which is not among its inputs`,
      path: 'inputs',
      hint: `add it: inputs: ['${word}']`,
    }))
  const script = join(taskFolder, split.words[0]!)
  if (isOwnProgram(split.words) && !existsSync(script)) {
    problems.push({
      code: 'wrong-command',
      message: `there is no program ${split.words[0]}`,
      path: 'line',
      hint: 'paths are relative to the task',
    })
  }
  return problems
}

/** The first line of a script that names its interpreter; undefined for any other file. */
export function shebang(file: string): string | undefined {
  return isFile(file) ? /^#!.*/.exec(readFileSync(file, 'latin1').slice(0, 200))?.[0] : undefined
}
