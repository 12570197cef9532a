import { ProblemsError } from '../../problems'
import type { Json } from '../../sweep'
import { PROGRAM_NAMES } from '../imported/imported-file'
import { wordsIn, type Language } from '../../text'
import { tieSentences } from './choice'
import type { Hole } from './entries'
import { keyBelow } from '../../key-path'
import { valuesByPath, valueAt } from '../stored/config-path'
import type { Result } from '../stored/result'
import type { Runs } from './runs'

/** Runs of any making: what checks look at is there whatever the types are. */
export type AnyRuns = Runs<unknown, unknown>

/** @throws Error when there is nothing to show. A draft may have holes only. */
export function checkNotEmpty(runs: AnyRuns): void {
  if (runs.length + runs.holes.length > 0) return
  throw new ProblemsError({
    code: 'nothing-to-show',
    message: 'there are no runs to show; only() or its like has left none of them',
  })
}

/** The author's word that something is shown although it is optimistic: `true`, or the reason for the reader. */
export type Optimistic = boolean | string

const flattering = (message: string): ProblemsError => new ProblemsError({ code: 'chosen-by-report', message })

/** Whether the author has said so. @throws Error when the reason is empty. */
export function isSaid(optimistic: Optimistic | undefined): boolean {
  if (typeof optimistic !== 'string') return optimistic === true
  if (optimistic.trim() === '') throw flattering('`optimistic` says why, in words, or is `true`')
  return true
}

/** @throws Error when a metric is reported that took part in choosing the runs, and the author does not say so. */
export function checkHonest(runs: AnyRuns, metric: string, optimistic: Optimistic | undefined): void {
  const why = whyOptimistic(runs, metric)
  if (isSaid(optimistic) || why === undefined) return
  throw flattering(
    `${why}; show a metric that took no part in the choice, or say \`optimistic: true\` or why: optimistic: '…'`,
  )
}

/** Why values of a metric are better than those of new runs would be; undefined when they are not. */
function whyOptimistic(runs: AnyRuns, metric: string): string | undefined {
  if (runs.selectedBy.includes(metric)) return `these runs were chosen by ${metric}, so its values are optimistic`
  const dishonest = runs.choices.find(({ optimistic }) => optimistic !== undefined)
  if (dishonest !== undefined)
    return `these runs were chosen by ${dishonest.by}, which is not for choosing, so their ${metric} is optimistic too`
  if (runs.choices.length > 0 && runs.roleOf(metric) === 'choose')
    return `these runs were chosen by ${runs.selectedBy.join(' and ')}, and ${metric} comes from the same data, so its values are optimistic`
  return undefined
}

/** @throws Error when some seeds of a setting are shown as if they were all, and the author does not say so. */
export function checkSeeds(runs: AnyRuns, optimistic: Optimistic | undefined): void {
  if (isSaid(optimistic)) return
  const picked = runs.picked
  if (picked === undefined) return
  throw flattering(
    `these runs have ${seedWords(picked)}: picked seeds show what was picked; show all seeds, or say why: optimistic: 'seed ${picked.seeds[0] ?? 0} alone, as an example'`,
  )
}

const seedWords = (
  { seeds, of }: { readonly seeds: readonly number[]; readonly of: number },
  language?: Language,
): string => {
  const shown = `${seeds.slice(0, 5).join(', ')}${seeds.length > 5 ? ', …' : ''}`
  return wordsIn(language).results.choice.seeds(seeds.length, of, shown)
}

/**
 * What a reader has to know of how the runs that are shown were chosen, as sentences without a stop: ties, seeds that were picked, the author's reasons.
 *
 * @param wordsOf the words for a metric.
 */
export function choiceNotes(runs: AnyRuns, optimistic?: Optimistic, wordsOf = (metric: string) => metric): string[] {
  const { picked, language } = runs
  const { choice } = wordsIn(language).results
  return [
    ...tieSentences(runs.choices, wordsOf, language),
    ...new Set(
      runs.choices.flatMap(({ by, optimistic: why }) =>
        why === undefined ? [] : [choice.dishonest(wordsOf(by), why)],
      ),
    ),
    ...(picked === undefined ? [] : [seedWords(picked, language)]),
    ...importNotes(runs),
    ...(typeof optimistic === 'string' ? [choice.optimistic(optimistic)] : []),
  ]
}

/** Which runs were not executed here: `3 of 8 runs are imported from MLflow (mlruns)`. Rows count as the run that stored them. */
function importNotes(runs: AnyRuns): string[] {
  if ([...runs].every(({ imported }) => imported === undefined)) return []
  const sources = new Map<string, Set<string>>()
  const all = new Set<string>()
  for (const { task, name, imported } of runs) {
    all.add(`${task}/${name}`)
    if (imported === undefined) continue
    const origin = `${PROGRAM_NAMES[imported.from]} (${imported.source})`
    sources.set(origin, (sources.get(origin) ?? new Set()).add(`${task}/${name}`))
  }
  const { imported } = wordsIn(runs.language).results.choice
  return [...sources].map(([origin, { size }]) => imported(size, all.size, origin))
}

/** @throws Error when a run is among the members several times, by rows of a table that nothing tells apart: they are not so many runs. */
function checkOnce(members: readonly (Result | Hole)[], over: readonly string[], where: string): void {
  // Runs are here once; only rows of tables can be several of one run.
  if (new Set(members.map(({ task, name }) => `${task}/${name}`)).size === members.length) return
  const seen = new Set<string>()
  for (const { task, name, config } of members) {
    const id = JSON.stringify([task, name, ...over.map((path) => valueAt(config as Json, path))])
    if (seen.has(id))
      throw new ProblemsError(
        `the mean${where === '' ? '' : ` of ${where}`} would count ${task}/${name} several times: its rows differ in no key; give rows() the columns that tell them apart`,
      )
    seen.add(id)
  }
}

/** Which paths of the config of a run may differ within a mean: its seed, and what is at or below a key of `over`. */
export const freeIn =
  ({ seed }: Pick<Result, 'seed'>, over: readonly string[]) =>
  (path: string): boolean =>
    path === seed?.path || over.some((key) => path === key || path.startsWith(`${key}.`))

/** Whether two values are equal but for what is free; what is not in both counts as different. Without a list of their leaves: it is asked of each of thousands of runs. */
function isSameBut(one: Json, other: Json, isFree: (path: string) => boolean, path = ''): boolean {
  if (Object.is(one, other)) return true
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return isFree(path)
  const [a, b] = [one, other] as unknown as readonly Readonly<Record<string, Json>>[]
  const keys = Object.keys(a!)
  return (
    keys.length === Object.keys(b!).length &&
    keys.every((key) => {
      if (!Object.hasOwn(b!, key)) return false
      const [mine, theirs] = [a![key]!, b![key]!]
      return Object.is(mine, theirs) || isSameBut(mine, theirs, isFree, keyBelow(path, key))
    })
  )
}

/**
 * @param over keys that may differ too.
 * @param where what the mean is of, for the message.
 * @throws Error when a mean would go over runs that differ in more than their seed.
 */
export function checkAlike(runs: AnyRuns, over: readonly string[], where = ''): void {
  const members: readonly (Result | Hole)[] = [...runs, ...runs.holes]
  const found = new Map<string, Set<string>>()
  let first: ReadonlyMap<string, Json> | undefined
  const [model] = members
  for (const run of members) {
    const isFree = freeIn(run, over)
    // Of thousands of runs that are alike, only the first is taken apart.
    const isComparable = first !== undefined && run.seed?.path === model?.seed?.path
    if (isComparable && isSameBut(run.config as Json, model?.config as Json, isFree)) continue
    const leaves = new Map(valuesByPath(run.config as Json).filter(([path]) => !isFree(path)))
    for (const path of new Set([...leaves.keys(), ...found.keys()])) {
      const values = found.get(path) ?? new Set(first === undefined ? [] : ['—'])
      found.set(path, values.add(leaves.has(path) ? JSON.stringify(leaves.get(path)) : '—'))
    }
    first ??= leaves
  }
  const mixed = [...found].filter(([, values]) => values.size > 1)
  if (mixed.length === 0) checkOnce(members, over, where)
  if (mixed.length === 0) return
  const told = mixed
    .slice(0, 3)
    .map(([path, values]) => `${path} (${[...values].slice(0, 4).join(', ')}${values.size > 4 ? ', …' : ''})`)
  const keys = mixed.map(([path]) => `'${path}'`).join(', ')
  throw new ProblemsError({
    code: 'mixed-mean',
    message: `the mean${where === '' ? '' : ` of ${where}`} would mix runs that differ in ${told.join(' and ')}; choose with only() or select(), show the key, or say \`over: [${keys}]\``,
  })
}
