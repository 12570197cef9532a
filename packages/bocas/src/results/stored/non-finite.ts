import { wordsIn, type Language } from '../../text/words/words'
import type { StoredResult } from './result-file'
import { leafPaths } from '../../key-path'
import { leastOf, groupBy } from '../../collections'

/** A metric, or a column of a series, that holds NaN or infinities: a run that diverged, or a mistake. */
export interface NonFinite {
  /** `val.accuracy`, `history.loss` */
  readonly path: string
  readonly what: 'NaN' | 'infinity' | 'NaN and infinity'
  /** How many of how many numbers. */
  readonly count: number
  readonly of: number
  /** Of a series: the first step that has it, counted from 1, and what such a step is called. */
  readonly first?: { readonly step: number; readonly called: 'epoch' | 'step' }
  /** The author has said that it may be there (`allowNaN`). */
  readonly allowed?: true
}

/** What of a result is not finite. It stands in result.json, so nothing else is read, and results of any age can be asked. */
export function nonFiniteIn({ artifacts }: Pick<StoredResult, 'artifacts'>): NonFinite[] {
  return Object.entries(artifacts).flatMap(([name, { kind, data }]) => {
    if (kind === 'metrics') return metricsIn(data, name)
    if (kind !== 'series' || data === null || typeof data !== 'object') return []
    return Object.entries(data).flatMap(([column, numbers]) =>
      Array.isArray(numbers) ? columnIn(numbers, `${name}.${column}`) : [],
    )
  })
}

function metricsIn(data: unknown, path: string): NonFinite[] {
  if (data !== null && typeof data === 'object')
    return Object.entries(data).flatMap(([name, item]) => metricsIn(item, `${path}.${name}`))
  return isWord(data) ? [{ path, what: whatOf([data]), count: 1, of: 1 }] : []
}

function columnIn(numbers: readonly unknown[], path: string): NonFinite[] {
  const words = numbers.filter(isWord)
  if (words.length === 0) return []
  const called = path.startsWith('history.') ? 'epoch' : 'step'
  const first = { step: numbers.findIndex(isWord) + 1, called } as const
  return [{ path, what: whatOf(words), count: words.length, of: numbers.length, first }]
}

/** As they are stored: JSON has neither. */
type Word = 'NaN' | 'Infinity' | '-Infinity'
const isWord = (value: unknown): value is Word => value === 'NaN' || value === 'Infinity' || value === '-Infinity'

function whatOf(words: readonly Word[]): NonFinite['what'] {
  const nan = words.includes('NaN')
  return nan && words.some((word) => word !== 'NaN') ? 'NaN and infinity' : nan ? 'NaN' : 'infinity'
}

/** Those that the author has not allowed, by their paths or by what stands above them: `val` allows `val.accuracy`. */
export const notAllowed = (found: readonly NonFinite[], allowed: readonly string[]): NonFinite[] =>
  found.filter(({ path }) => !isAllowed(path, allowed))

/** The same found things, each with whether the author has allowed it. */
export const withAllowed = (found: readonly NonFinite[], allowed: readonly string[]): NonFinite[] =>
  found.map((one) => (isAllowed(one.path, allowed) ? { ...one, allowed: true } : one))

const isAllowed = (path: string, allowed: readonly string[]): boolean => allowed.some((prefix) => isAt(path, prefix))

/** Whether a path is another, or below it. */
const isAt = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}.`)

/** Which of the paths that an author has allowed no result has, neither as a metric nor as a column nor above one. */
export function allowedForNothing(
  allowed: readonly string[],
  results: readonly Pick<StoredResult, 'artifacts'>[],
): { readonly unknown: readonly string[]; readonly known: readonly string[] } {
  const known = [...new Set(results.flatMap(pathsIn))].sort()
  return { unknown: allowed.filter((prefix) => !known.some((path) => isAt(path, prefix))), known }
}

const pathsIn = ({ artifacts }: Pick<StoredResult, 'artifacts'>): string[] =>
  Object.entries(artifacts).flatMap(([name, { kind, data }]) =>
    kind === 'metrics' || kind === 'series' ? leafPaths(data, name) : [],
  )

/** More than these are counted. */
const SHOWN = 3

/** What is not finite in one run, as a clause: `` NaN in `history.loss`, first at epoch 4 ``; undefined when all is. */
export function describeNonFinite(found: readonly NonFinite[]): string | undefined {
  if (found.length === 0) return undefined
  const shown = found.slice(0, SHOWN).map((one) => `${one.what} in \`${one.path}\`${firstOf([one])}`)
  return [...shown, ...(found.length > SHOWN ? [`and in ${found.length - SHOWN} more`] : [])].join('; ')
}

/**
 * The same of several runs, a clause for each path: `` 3 of 20 runs have NaN in `history.loss`, first at epoch 4 ``. For the summary of a call, the note
 * of a table, the warnings of a paper.
 *
 * @param runs what was found in each of them, and nothing in those that are well.
 */
export function summarizeNonFinite(runs: readonly (readonly NonFinite[])[], language?: Language): string[] {
  const words = wordsIn(language).results.nonFinite
  return [...groupBy(runs.flat(), ({ path }) => path)].map(([path, found]) => {
    const whats = new Set(found.map(({ what }) => what))
    const what = whats.size === 1 ? found[0]!.what : 'NaN and infinity'
    return `${words.in(words.runs(found.length, runs.length, words[what]), `\`${path}\``)}${firstOf(found, language)}`
  })
}

function firstOf(found: readonly NonFinite[], language?: Language): string {
  const firsts = found.flatMap(({ first }) => first ?? [])
  if (firsts.length === 0) return ''
  const words = wordsIn(language).results.nonFinite
  const at = leastOf(firsts.map(({ step }) => step))
  return firsts[0]!.called === 'epoch' ? words.firstEpoch(at) : words.firstStep(at)
}
