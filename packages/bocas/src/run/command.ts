import { codedError } from '../errors/codes'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Artifact } from '../artifacts/artifact'
import type { StoredFile } from '../artifacts/kinds/file'
import type { Image } from '../artifacts/kinds/image'
import type { Series } from '../artifacts/kinds/series'
import type { Row } from '../artifacts/kinds/table'
import type { NdArray } from '../artifacts/kinds/tensor'
import { canonicalJson } from '../keys/canonical-json'
import { COMMAND, type CommandDeclaration, type CommandOptions } from './command-declaration'
import { splitWords } from './command-line'
import type { Ctx } from './context'
import { runProgram } from './program'
import { endError, leaving, reasoned, wasStopped } from './program-error'
import { programEnvironment } from './program-environment'
import { makeProgramFolder, originalPlaces } from './program-folder'
import { PROGRAM, type ProgramPlace } from './program-place'
import { strangeReads } from './program-reads'
import { readProgramResult } from './program-result'
import { readProgress } from './progress-line'

/** A run that is a program. Its parameters and its result are typed like those of a run in TypeScript. */
export interface Command<Config, Output> {
  (config: Config, ctx: Ctx): Promise<Produced<Output>>
  readonly [COMMAND]: CommandDeclaration
}

/** The output of a program, as the figures and `Result` read it: what is a `Series` or an `Image` there is an artifact here. */
export type Produced<Output> = { readonly [Name in keyof Output]: ProducedItem<Output[Name]> }
type ProducedItem<Item> = Item extends Artifact
  ? Item
  : Item extends Series
    ? Artifact<'series', Item>
    : Item extends NdArray
      ? Artifact<'tensor', Item>
      : Item extends readonly Row[]
        ? Artifact<'table', Item>
        : Item extends Image
          ? Artifact<'image', Item>
          : Item extends StoredFile
            ? Artifact<'file', Item>
            : Item

/**
 * A run in another language: a program that is started in a copy of the task's folder, which holds its inputs, with the config as a JSON
 * file, and writes its result into a folder (`docs/protocol.md`; in Python: `from bocas import config, result, progress`).
 *
 * ```ts
 * export const run = command<Config<typeof grid>, { test: { accuracy: number }; history: Series<{ loss: number[] }> }>(
 *   'uv run python train.py', { inputs: ['train.py', 'src/**\/*.py'], lock: 'uv.lock' })
 * ```
 *
 * In the key of each run are the line, the content of `inputs` and `lock`, `env`, and the version of the interpreter. What is not
 * among its inputs the program does not find. Never throws; what is wrong is told when the task is planned.
 *
 * @typeParam Config the config of the sweep: `Config<typeof grid>`.
 * @typeParam Output what the program's result holds. A promise of the author's: nothing can check it.
 * @param line the program and its arguments, as typed in the task's folder; no shell is involved.
 */
export function command<Config, Output>(line: string, options: CommandOptions): Command<Config, Output> {
  const declaration: CommandDeclaration = Object.freeze({ ...options, line })
  const run = (config: Config, ctx: Ctx): Promise<Produced<Output>> =>
    execute(declaration, config, ctx) as Promise<Produced<Output>>
  return Object.assign(run, { [COMMAND]: declaration } as const)
}

async function execute(declaration: CommandDeclaration, config: unknown, ctx: Ctx): Promise<unknown> {
  const place = placeOf(declaration, ctx)
  const words = commandWords(declaration)
  // Programs and what they load know themselves by real paths.
  const dir = realpathSync(ctx.dir)
  const folders = { scratch: join(dir, 'scratch'), result: join(dir, 'result'), copy: join(dir, 'workspace') }
  Object.values(folders).forEach((folder) => mkdirSync(folder))
  const cwd = makeProgramFolder(folders.copy, place)
  const files = { config: join(dir, 'config.json'), data: join(dir, 'data.json') }
  writeFileSync(files.config, JSON.stringify(config, null, 2))
  writeFileSync(files.data, JSON.stringify(place.data))
  const original = originalPlaces(folders.copy, place)
  const end = await runProgram({
    words,
    cwd,
    env: programEnvironment(place, ctx, { ...folders, ...files }),
    signal: ctx.signal,
    onLine(line) {
      const progress = readProgress(line)
      if (progress === undefined) return ctx.log(original(line))
      if (progress.before !== '') ctx.log(original(progress.before))
      ctx.progress(progress.report.step, progress.report.of, progress.report.metrics)
    },
    onError: (text) => void process.stderr.write(original(text)),
  })
  if (wasStopped(end, folders.result)) throw reasoned('interrupted', 'the program was asked to stop')
  try {
    const died = endError({ ...end, printed: original(end.printed) }, place)
    if (died) throw died
    const strange = strangeReads(folders.result, place)
    if (strange.length > 0) throw reasoned('surprise', strange.join('\n'), 'undeclared-read')
    return readProgramResult(folders.result)
  } catch (error) {
    throw leaving(error, folders.result)
  }
}

/**
 * What the worker knows of the program.
 *
 * @throws Error when the planned declaration is another one, or none was seen: the key would be blind to the program.
 */
function placeOf(declaration: CommandDeclaration, ctx: Ctx): ProgramPlace {
  const place = (ctx as Ctx & { readonly [PROGRAM]?: ProgramPlace })[PROGRAM]
  if (place === undefined) {
    throw new Error(
      'this command was not seen when the task was planned, so its inputs are in no key: import `command` from bocas in the task or the library, and export what it returns: export const run = command(…)',
    )
  }
  checkSame(declaration, place)
  return place
}

/** The words of a declared line. @throws Error when it is none; planning has said so before. */
export function commandWords({ line }: CommandDeclaration): readonly string[] {
  const split = splitWords(line)
  if ('wrong' in split) throw codedError('wrong-command', `the command \`${line}\` cannot be started: ${split.wrong}`)
  return split.words
}

/** @throws Error when the planned declaration is another one: the key would be blind to the program. */
export function checkSame(declaration: CommandDeclaration, place: Pick<ProgramPlace, 'declaration'>): void {
  // As planning has read it: as JSON, in which what is undefined is not there.
  if (canonicalJson(place.declaration) !== canonicalJson(JSON.parse(JSON.stringify(declaration)))) {
    throw new Error(
      `the command is another one than when the task was planned (${place.declaration.line}): what it says must follow from its code alone, not from the environment or the clock`,
    )
  }
}
