import { ProblemsError } from '../../problems'
import { canonicalJson } from '../../keys/canonical-json'
import { isClose, mean, roundingOf } from '../../statistics'
import type { Json } from '../../sweep'
import { localNumber, wordsIn, type Language } from '../../text'
import type { Tie } from './choice'
import { valuesByPath, valueAt, wordsFor } from '../stored/config-path'
import { checkPath, type Entry } from './entries'
import { settingOf } from './setting'
import { leastOf, mostOf, groupBy } from '../../collections'

/** What decides between settings with equal means: their order in the sweep, nothing (an error), or the least or largest value of keys. */
export type TieRule = 'first' | 'error' | Readonly<Record<string, 'min' | 'max'>>

/** What `selectEntries` chooses by. */
export interface Choosing {
  readonly each: readonly string[]
  readonly by: string
  readonly best: 'max' | 'min'
  readonly tie: TieRule
  /** In which a tie is told. */
  readonly language?: Language | undefined
}

/** The entries that were chosen, in the order of all, and the choices that the metric did not decide. */
export interface Chosen<C, O> {
  readonly entries: Entry<C, O>[]
  readonly ties: readonly Tie[]
}

/**
 * Per combination of values at `each`, the entries of the setting with the best mean of `by`. Means that differ by rounding only are equal.
 *
 * @throws Error when settings tie and the rule is `error`, or a key that should decide does not.
 */
export function selectEntries<C, O>(entries: readonly Entry<C, O>[], choosing: Choosing): Chosen<C, O> {
  for (const path of choosing.each) checkPath(entries, path)
  if (typeof choosing.tie === 'object') for (const path of Object.keys(choosing.tie)) checkPath(entries, path)
  const chosen = new Set<Entry<C, O>>()
  const ties: Tie[] = []
  const groups = groupBy(entries, ({ config }) =>
    canonicalJson(choosing.each.map((path) => valueAt(config, path) ?? [])),
  )
  for (const group of groups.values()) {
    const { winner, tie } = best(group, choosing)
    for (const entry of winner) chosen.add(entry)
    if (tie !== undefined) ties.push(tie)
  }
  return { entries: entries.filter((entry) => chosen.has(entry)), ties }
}

interface Candidate<C, O> {
  readonly entries: readonly Entry<C, O>[]
  readonly score: number
  readonly rounding: number
}

/** Holes stay with the setting they belong to; a setting that has nothing but holes is never chosen while another has a result. */
function best<C, O>(group: readonly Entry<C, O>[], choosing: Choosing): { winner: readonly Entry<C, O>[]; tie?: Tie } {
  const candidates = [...groupBy(group, settingOf).values()].map((entries): Candidate<C, O> => {
    const values = entries.flatMap(({ result }) => (result === undefined ? [] : [result.metric(choosing.by as never)]))
    if (values.length === 0) return { entries, score: NaN, rounding: 0 }
    const average = choosing.best === 'max' ? mean(values) : -mean(values)
    return { entries, score: Number.isFinite(average) ? average : -Infinity, rounding: roundingOf(values) }
  })
  const known = candidates.filter(({ score }) => !Number.isNaN(score))
  const [first = candidates[0]] = known
  if (first === undefined) return { winner: [] }
  const leader = known.reduce((most, candidate) => (candidate.score > most.score ? candidate : most), first)
  if (!Number.isFinite(leader.score)) return { winner: leader.entries }
  const tied = known.filter(({ score, rounding }) => isClose(leader.score, score, Math.max(rounding, leader.rounding)))
  if (tied.length === 1) return { winner: leader.entries }
  return decided(tied, choosing)
}

/** Settings that tie, and the one that the rule takes. */
function decided<C, O>(
  tied: readonly Candidate<C, O>[],
  { each, by, tie, language }: Choosing,
): { winner: readonly Entry<C, O>[]; tie: Tie } {
  const configs = tied.map(({ entries }) => entries[0]!.config)
  const firsts = tied.map(({ entries }) => entries[0]!)
  const paths = differingPaths(firsts)
  const words = whatDiffers(firsts, paths, language)
  const spoken = wordsIn(language).results
  const where = each.map((path) => localWords(valueAt(configs[0]!, path), language)).join(spoken.between)
  if (tie === 'error')
    throw new ProblemsError(
      `${words.join(' and ')} have the same mean of ${by}${where === '' ? '' : ` at ${where}`}, and \`tie: 'error'\` was said; choose by another metric as well (only()), or say which is taken: \`tie: 'first'\`, \`tie: { '${paths[0]!}': 'min' }\``,
    )
  let left = tied.map((_, index) => index)
  const rules: string[] = []
  for (const [path, direction] of typeof tie === 'object' ? Object.entries(tie) : []) {
    const values = left.map((index) => valueAt(configs[index]!, path))
    if (values.every((value) => value === undefined)) continue
    if (!values.every((value) => typeof value === 'number'))
      throw new ProblemsError(`\`tie\` decides by numbers, and ${path} is ${values.map(wordsFor).join(', ')}`)
    const wanted = direction === 'min' ? leastOf(values) : mostOf(values)
    if (values.some((value) => value !== wanted))
      rules.push(spoken.choice[direction === 'min' ? 'least' : 'largest'](path))
    left = left.filter((_, at) => values[at] === wanted)
  }
  if (left.length > 1) rules.push(spoken.choice.first)
  const taken = left[0]!
  return {
    winner: tied[taken]!.entries,
    tie: {
      where,
      tied: words,
      taken: words[taken]!,
      rule: rules.reduce((all, one) => spoken.and(all, one)),
      setting: settingOf(firsts[taken]!),
    },
  }
}

type One = Pick<Entry<unknown, unknown>, 'config' | 'seed'>

/** The key paths at which settings differ. */
function differingPaths(entries: readonly One[]): string[] {
  const leaves = entries.map(({ config, seed }) => valuesByPath(config).filter(([path]) => path !== seed?.path))
  const texts = leaves.map((each) => new Map(each.map(([path, value]) => [path, JSON.stringify(value)])))
  return [...new Set(leaves.flatMap((each) => each.map(([path]) => path)))].filter(
    (path) => new Set(texts.map((each) => each.get(path))).size > 1,
  )
}

/** What tells settings apart, in words: `k = 1`. A key stands without its block where that is clear. */
function whatDiffers(entries: readonly One[], paths: readonly string[], language?: Language): string[] {
  const short = (path: string): string => path.replace(/\.name$/, '').replace(/^.*\./, '')
  const isClear = (path: string): boolean => paths.filter((other) => short(other) === short(path)).length === 1
  return entries.map(({ config }) =>
    paths
      .map((path) => [path, valueAt(config, path)] as const)
      .filter(([, value]) => value !== undefined)
      .map(([path, value]) => `${isClear(path) ? short(path) : path} = ${localWords(value, language)}`)
      .join(wordsIn(language).results.between),
  )
}

/** A value in the words of a language: a number has its decimal mark, a name stays as it is. */
const localWords = (value: Json | undefined, language?: Language): string =>
  typeof value === 'number' ? localNumber(wordsFor(value), language) : wordsFor(value)
