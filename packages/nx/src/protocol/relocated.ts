import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, extname, join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  isWithin,
  makeBesideSync,
  mapValues,
  posixRelative,
  ProblemsError,
  sha256,
  sha256File,
  workspacePaths,
  writeWholeSync,
} from 'bocas/internal/light'
import type { RunSpecification } from './run-specification'

/**
 * A run specification that can travel: what lies in the workspace is named as seen from it, wherever the workspace is on the machine that executes the run, and the code
 * is a copy by digest.
 */
export interface PackedJob {
  readonly format: 1
  /** The workspace in which the run was planned: its code names places in it. */
  readonly origin: string
  /** The script of a worker. */
  readonly worker: string
  /** Where folders of the workspace lie on the machines that execute runs, when not there: `{ "data/imagenet": "/scratch/imagenet" }`. */
  readonly folders: Readonly<Record<string, string>>
  /** All paths of it are of the workspace, with this word in front, or as they are everywhere. */
  readonly run: Omit<RunSpecification, 'root' | 'work'>
}

const INSIDE = 'workspace:'

/** Packs a run for a machine that may have the workspace elsewhere. What it executes is copied, by digest, so that nothing changes it while it waits. */
export function packJob(
  { root, work: _, ...run }: RunSpecification,
  worker: string,
  folders: PackedJob['folders'] = {},
): PackedJob {
  const place = (path: string): string => {
    return isWithin(root, path) ? INSIDE + posixRelative(root, path) : path
  }
  const program = run.program && {
    ...run.program,
    python: installedPlace(root, run.program.python),
    inputs: run.program.inputs.map((input) => ({ ...input, copy: keepCopy(root, input.file, input.sha256) })),
  }
  const kept = { ...run, ...(program && { program }), bundle: keepCopy(root, run.bundle) }
  return {
    format: 1,
    origin: root,
    worker: place(keepCopy(root, worker)),
    folders,
    run: withPlaces(kept, place),
  }
}

/**
 * The specification on the machine that executes the run.
 *
 * @param root the workspace there.
 * @param work the folder of this execution.
 */
export function unpackJob(
  { origin, worker, folders, run }: PackedJob,
  root: string,
  work: string,
): { readonly spec: RunSpecification; readonly worker: string } {
  const place = (path: string): string => {
    if (!path.startsWith(INSIDE)) return path
    const inside = path.slice(INSIDE.length)
    const mapped = Object.entries(folders).find(([folder]) => inside === folder || inside.startsWith(`${folder}/`))
    return mapped ? join(mapped[1], inside.slice(mapped[0].length)) : join(root, inside)
  }
  const spec = { ...withPlaces(run, place), root, work }
  return { spec: { ...spec, bundle: atHome(spec.bundle, origin, root) }, worker: place(worker) }
}

/** What a packed run reads of the workspace, as seen from it; not the folder of its task, of which it reads what is declared. */
export function insideNames({ worker, run }: PackedJob): string[] {
  const found: string[] = []
  const note = (path: string): string => {
    if (path.startsWith(INSIDE)) found.push(path.slice(INSIDE.length))
    return path
  }
  const { program, ...rest } = run
  withPlaces(rest, note)
  note(worker)
  for (const { copy } of program?.inputs ?? []) if (copy !== undefined) note(copy)
  return found
}

/** The same with every path changed. */
function withPlaces<R extends PackedJob['run']>(run: R, place: (path: string) => string): R {
  const { bundle, data, dataFiles, taken, program } = run
  return {
    ...run,
    bundle: place(bundle),
    data: mapValues(data, place),
    dataFiles: dataFiles.map((file) => ({ ...file, file: place(file.file) })),
    ...(taken && { taken: mapValues(taken, (given) => ({ ...given, dir: place(given.dir) })) }),
    ...(program && {
      program: {
        ...program,
        folder: place(program.folder),
        python: place(program.python),
        inputs: program.inputs.map((input) => ({
          ...input,
          file: place(input.file),
          ...(input.copy !== undefined && { copy: place(input.copy) }),
        })),
      },
    }),
  }
}

/** A package may be a link; on another machine it is what its name leads to there. */
function installedPlace(root: string, folder: string): string {
  const named = join(root, 'node_modules', 'bocas', basename(folder))
  return existsSync(named) && realpathSync(named) === realpathSync(folder) ? named : folder
}

/** Copies a file to where nothing changes it any more; its name says what is in it. */
export function keepCopy(root: string, file: string, digest?: string): string {
  const { jobCode } = workspacePaths(root)
  const content = digest ?? /[0-9a-f]{64}/.exec(basename(file))?.[0] ?? sha256File(file)
  const copy = join(jobCode, `${content}${extname(file)}`)
  if (existsSync(copy)) return copy
  mkdirSync(jobCode, { recursive: true })
  makeBesideSync(copy, (part) => {
    copyFileSync(file, part, constants.COPYFILE_FICLONE)
    if (sha256File(part) !== content)
      throw new ProblemsError(`${posixRelative(root, file)} changed after the run was planned: call nx again`)
  })
  return copy
}

/** The code with the places of this machine in it: it names those of the packages that it loads where their names alone would lead elsewhere. */
function atHome(bundle: string, origin: string, root: string): string {
  if (resolve(origin) === resolve(root)) return bundle
  const own = join(workspacePaths(root).jobCode, `${basename(bundle, '.mjs')}-${sha256(root).slice(0, 12)}.mjs`)
  if (existsSync(own)) return own
  const places = ([origin, root] as const).map((path) => ({
    url: pathToFileURL(path + sep).href,
    // As text of JavaScript has it: where a module of ours is.
    text: JSON.stringify(path + sep).slice(1, -1),
  }))
  const [from, to] = [places[0]!, places[1]!]
  const code = readFileSync(bundle, 'utf8')
  writeWholeSync(
    own,
    code.replaceAll(from.url, () => to.url).replaceAll(from.text, () => to.text),
  )
  return own
}
