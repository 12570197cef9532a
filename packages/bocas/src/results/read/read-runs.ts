import type { Json, MetricRoles } from '../../sweep'
import type { Language } from '../../text'
import type { Entry } from '../runs/entries'
import { makeResult } from '../stored/result'
import { ProblemsError } from '../../problems'
import { isResultError, type ResultProblem } from '../stored/result-error'
import type { SeedOfRun } from '../stored/result-file'
import { Runs } from '../runs/runs'
import { openResult } from '../stored/verify-result'
import { isSameJson } from '../../keys/canonical-json'

/** A run whose result somebody wants to read. */
export interface ExpectedRun {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly config: Json
  readonly seed?: SeedOfRun | undefined
  /** The folder that holds result.json; absolute. */
  readonly dir: string
}

export interface ReadOptions {
  /** What becomes of a run without a usable result: an error that lists them all, or a hole in the list. `error` unless given. */
  readonly holes?: 'error' | 'keep' | undefined
  /** The named sweeps of the runs, for `runs.of(name)`: the names of their runs, as `name` or `task/name`. */
  readonly sweeps?: Readonly<Record<string, readonly string[]>> | undefined
  /** By task, which metrics are for choosing and which for reporting; by their names where a task is not listed. */
  readonly metrics?: Readonly<Record<string, MetricRoles>> | undefined
  /** Whether the task joins every config as `task`, for runs of several tasks. */
  readonly joinTask?: boolean | undefined
  /** By task, what of its results may be NaN or infinite: said by `allowNaN` of its sweep. */
  readonly allowNaN?: Readonly<Record<string, readonly string[]>> | undefined
  /** How the files of payloads are read; as Node does it unless given. */
  readonly readFile?: ((path: string) => Uint8Array) | undefined
  /** In which sentences about the runs are: ties, seeds that were picked. English unless given. */
  readonly language?: Language | undefined
}

/**
 * Reads the results of exactly these runs, in this order; it never lists a folder, so leftovers of other sweeps stay out. Every result is checked against its
 * key and its seal, every payload against its digest when it is read.
 *
 * @throws Error that lists every run whose result is missing, damaged or of another key, unless holes are kept.
 */
export async function readRuns<C = unknown, O = unknown>(
  expected: readonly ExpectedRun[],
  options: ReadOptions = {},
): Promise<Runs<C, O>> {
  return readRunsNow(expected, options)
}

/** As `readRuns`, for code that cannot wait. */
export function readRunsNow<C = unknown, O = unknown>(
  expected: readonly ExpectedRun[],
  options: ReadOptions = {},
): Runs<C, O> {
  const entries = expected.map((run) => readOne<C, O>(run, options))
  const problems = entries.flatMap(({ hole }) =>
    hole === undefined ? [] : [{ message: hole.problem, path: `${hole.task}/${hole.name}` }],
  )
  if (problems.length > 0 && options.holes !== 'keep') {
    const heading = `${problems.length} of ${entries.length} results cannot be used; run what is missing, or draw a draft`
    throw new ProblemsError(problems, { heading })
  }
  return new Runs(entries, { sweeps: options.sweeps, metrics: options.metrics, language: options.language })
}

function readOne<C, O>(run: ExpectedRun, { joinTask = false, readFile, allowNaN = {} }: ReadOptions): Entry<C, O> {
  const config = joinTask ? { task: run.task, ...(run.config as { readonly [key: string]: Json }) } : run.config
  const at = { task: run.task, name: run.name, config, ...(run.seed === undefined ? {} : { seed: run.seed }) }
  const hole = (code: ResultProblem, problem: string): Entry<C, O> => ({
    ...at,
    hole: { ...at, code, problem: `${WORDS[code]}: ${problem}` },
  })
  try {
    const stored = openResult(run.dir, run.key)
    if (!isSameJson(stored.config, run.config)) return hole('other-key', 'its config is not the one of this run')
    return {
      ...at,
      result: makeResult(
        stored,
        { task: run.task, name: run.name, dir: run.dir, config, allowNaN: allowNaN[run.task] },
        readFile,
      ),
    }
  } catch (error) {
    if (isResultError(error)) return hole(error.code, error.message)
    throw error
  }
}

const WORDS: Record<ResultProblem, string> = { missing: 'missing', damaged: 'damaged', 'other-key': 'of another key' }
