import {
  checklistWordsIn,
  extentOf,
  intervalBy,
  PROGRAM_NAMES,
  valuesByPath,
  wordsIn,
  type Fact,
  type Language,
} from 'bocas/internal'
import type { Evidence, RunBehind } from './evidence'

/** The language of a paper: that of its facts; undefined where they say none. */
export const languageOf = ({ outputs }: Pick<Evidence, 'outputs'>): Language | undefined =>
  outputs.find(({ fact }) => fact?.language !== undefined)?.fact?.language

/** Runs with a seed, the seeds that there are, and how many each setting has. */
export function seedsOf(runs: readonly RunBehind[]) {
  const seeded = runs.filter(({ seed }) => seed !== undefined)
  const values = [...new Set(seeded.map(({ seed }) => seed!.value))].sort((a, b) => a - b)
  const settings = new Map<string, number>()
  for (const run of seeded) {
    const id = JSON.stringify([run.task, valuesByPath(run.config).filter(([path]) => path !== run.seed!.path)])
    settings.set(id, (settings.get(id) ?? 0) + 1)
  }
  return { seeded, values, each: [...settings.values()] }
}

export function importedOf(runs: readonly RunBehind[], language?: Language): string[] {
  const sources = counted(
    runs.flatMap(({ imported }) => (imported ? [`${PROGRAM_NAMES[imported.from]}, ${imported.source}`] : [])),
  )
  return sources.length === 0 ? [] : [checklistWordsIn(language).imported(sources.join('; '))]
}

export const factsIn = (outputs: Evidence['outputs']): Fact[] =>
  outputs.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))

/** What surrounds the numbers of the text, each time it does. */
export const errorKinds = (outputs: Evidence['outputs'], language?: Language): string[] =>
  factsIn(outputs).flatMap((fact) => kindOf(fact, language))

export const testsIn = (outputs: Evidence['outputs'], language?: Language): string[] =>
  [...new Set(outputs.flatMap(({ fact, test }) => testName(fact, test, language)))].sort()

function kindOf(fact: Fact, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const spreads: Readonly<Record<string, string>> = checklist.spreads
  if (fact.kind === 'count' || fact.kind === 'label') return []
  if (fact.kind !== 'statistic' && fact.error !== 'interval') {
    const kind = fact.error ?? (fact.kind === 'estimate' ? 'sd' : 'se')
    return [spreads[kind] ?? kind]
  }
  if (fact.kind === 'estimate') return [checklist.student]
  return [
    fact.interval === undefined ? checklist.spreads.none : checklist.interval(intervalBy(fact.interval.by, language)),
  ]
}

/** @param test as provenance has it, the name of the test before a colon. */
function testName(fact: Fact | undefined, test: string | undefined, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const names: Readonly<Record<string, string>> = checklist.names
  const named = (name: string): string => (Object.hasOwn(names, name) ? names[name]! : name)
  if (fact?.kind === 'statistic')
    return fact.test === undefined ? [] : [fact.statistic === undefined ? checklist.unnamedTest : named(fact.statistic)]
  return test === undefined || test.startsWith('not tested') ? [] : [named(test.split(':')[0]!)]
}

/** What configs say of splits: `fold = 0, 1, 2`. */
export function splitsIn(runs: readonly RunBehind[]): string[] {
  const named = /^(?:split|splits|fold|folds|valid|validation|holdout)/i
  return [...new Set(runs.flatMap(({ config }) => valuesByPath(config).map(([path]) => path)))]
    .filter((path) => path.split('.').some((part) => named.test(part)))
    .map((key) => `${key} = ${valuesAt(runs, key)}`)
}

/** The values of what a task has varied, but for its seeds: `lr = 0.1, 0.2`. */
export function variedSettings(own: readonly RunBehind[], language?: Language): string {
  const seedPaths = new Set(own.flatMap(({ seed }) => (seed ? [seed.path] : [])))
  const keys = [...new Set(own.flatMap(({ config }) => valuesByPath(config).map(([path]) => path)))]
  const varied = keys.filter((key) => !seedPaths.has(key) && valuesOf(own, key).length > 1)
  return varied.length === 0
    ? checklistWordsIn(language).oneSetting
    : varied.map((key) => `${key} = ${valuesAt(own, key)}`).join('; ')
}

export const tasksOfRuns = (runs: readonly RunBehind[]): string[] => [...new Set(runs.map(({ task }) => task))]

/** By what settings were chosen, with the tasks that they are of: `mnist: the highest mean of val.accuracy over seeds, for each tactic`. */
export const criteriaIn = (chosen: Evidence['chosen'], language?: Language): string[] => {
  const { criterion } = checklistWordsIn(language)
  const { results } = wordsIn(language)
  return chosen.map(({ by, best, each, tasks }) => {
    const keys = each.length === 0 ? '' : each.reduce((all, key) => results.and(all, key))
    return `${tasks.join(', ')}${results.table.colon}${criterion[best](by, keys)}`
  })
}

/** What figures.ts has said of how runs were chosen: ties, and why it is optimistic. */
export const choicesIn = (outputs: Evidence['outputs']): string[] =>
  [...new Set(outputs.flatMap((output) => output.said ?? []))].sort()

/** The machine of each run that has recorded one, without its name. */
export const machinesOf = (runs: readonly RunBehind[], language?: Language): string[] =>
  runs.flatMap(({ execution }) => {
    const { cpu, cpus, memory } = execution?.machine ?? {}
    if (cpu === undefined) return []
    return [
      `${cpu}${cpus === undefined ? '' : `, ${checklistWordsIn(language).cores(cpus)}`}${memory === undefined ? '' : `, ${Math.round(memory / 2 ** 30)} GiB`}`,
    ]
  })

export const commitsIn = (runs: readonly RunBehind[]): string[] => [
  ...new Set(runs.flatMap(({ execution }) => execution?.git?.commit ?? [])),
]

/** Numbers by size, words by letter. */
const valuesOf = (runs: readonly RunBehind[], key: string): string[] => {
  const all = runs.flatMap(({ config }) =>
    valuesByPath(config).flatMap(([path, value]) => (path === key ? [String(value)] : [])),
  )
  return [...new Set(all)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
}

function valuesAt(runs: readonly RunBehind[], key: string): string {
  const values = valuesOf(runs, key)
  return `${values.slice(0, 12).join(', ')}${values.length > 12 ? `, … (${values.length})` : ''}`
}

export function range(counts: readonly number[], language?: Language): string {
  const [least, most] = extentOf(counts)
  return least === most ? String(least) : checklistWordsIn(language).range(least, most)
}

/** `one standard error (3)`, the most frequent first. */
export function counted(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word, count]) => `${word} (${count})`)
}
