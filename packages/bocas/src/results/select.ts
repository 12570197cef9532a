import { canonicalJson } from '../keys/canonical-json'
import { mean } from '../statistics'
import { valueAt, without } from './config-path'
import { checkPath, type Entry } from './entries'

/** What `selectEntries` chooses by. */
export interface Choice {
  readonly each: readonly string[]
  readonly by: string
  readonly best: 'max' | 'min'
}

/** Per combination of values at `each`, the entries of the config (its seed set aside) with the best mean of `by`. In the order of the entries. */
export function selectEntries<C, O>(entries: readonly Entry<C, O>[], choice: Choice): Entry<C, O>[] {
  for (const path of choice.each) checkPath(entries, path)
  const chosen = new Set<Entry<C, O>>()
  const groups = split(entries, ({ config }) => canonicalJson(choice.each.map((path) => valueAt(config, path) ?? [])))
  for (const group of groups) for (const entry of best(group, choice)) chosen.add(entry)
  return entries.filter((entry) => chosen.has(entry))
}

/** Holes stay with the config they belong to; a config that has nothing but holes is never chosen while another has a result. */
function best<C, O>(group: readonly Entry<C, O>[], { by, best }: Choice): readonly Entry<C, O>[] {
  const candidates = split(group, ({ config, seed }) =>
    canonicalJson(seed === undefined ? config : without(config, seed.path)),
  )
  let [winner] = candidates
  let highest = -Infinity
  let known = false
  for (const candidate of candidates) {
    const values = candidate.flatMap(({ result }) => (result === undefined ? [] : [result.metric(by as never)]))
    if (values.length === 0) continue
    const average = best === 'max' ? mean(values) : -mean(values)
    const score = Number.isFinite(average) ? average : -Infinity
    if (!known || score > highest) [winner, highest, known] = [candidate, score, true]
  }
  return winner ?? []
}

function split<T>(items: readonly T[], idOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const id = idOf(item)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
