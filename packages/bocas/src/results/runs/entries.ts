import { ProblemsError, type Problem } from '../../problems'
import { suggest } from '../../suggest'
import type { Json } from '../../sweep'
import { pathsOf, stepsOf, valueAt } from '../stored/config-path'
import type { Result } from '../stored/result'
import type { ResultProblem } from '../stored/result-error'
import type { SeedOfRun } from '../stored/result-file'

/** A run that has no result that can be used. */
export interface Hole {
  readonly task: string
  readonly name: string
  readonly config: Json
  readonly seed?: SeedOfRun
  readonly code: ResultProblem
  /** What is wrong, as a sentence without a stop. */
  readonly problem: string
}

/** One place in a list of runs: a result, or the hole where it should be. */
export interface Entry<C, O> {
  readonly task: string
  readonly name: string
  readonly config: Json
  readonly seed?: SeedOfRun
  readonly result?: Result<C, O>
  readonly hole?: Hole
  /** Of a row of a stored table: the run that stored it. */
  readonly origin?: Entry<unknown, unknown>
}

type Configs = readonly { readonly config: Json }[]

/** @throws Error that lists the paths there are when no entry has this one. Without entries any path will do. */
export function checkPath(entries: Configs, path: string): void {
  const problem = pathProblem(entries, path)
  if (problem !== undefined) throw new ProblemsError(inOneSentence(problem))
}

/** What is wrong with a path that no entry has, those that there are as its hint. */
export function pathProblem(entries: Configs, path: string): UnknownPath | undefined {
  if (entries.length === 0 || entries.some(({ config }) => valueAt(config, path) !== undefined)) return undefined
  return {
    code: 'unknown-key',
    message: `no run has a key ${JSON.stringify(path)}`,
    hint: suggest(stepsOf(path).join('.'), allPaths(entries)),
  }
}

/** A name that does not exist, and those that do. */
export type UnknownPath = Problem & { readonly hint: string }

export const inOneSentence = ({ message, hint, ...rest }: UnknownPath): Problem => ({
  ...rest,
  message: `${message}; ${hint}`,
})

/** Every key path of any entry, once. */
function allPaths(entries: Configs): string[] {
  return [...new Set(entries.flatMap(({ config }) => pathsOf(config)))]
}
