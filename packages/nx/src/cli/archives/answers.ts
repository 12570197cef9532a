import { intervalBy, type Language, valuesByPath, PROGRAM_NAMES, timeWords, wordsIn, type Fact } from 'bocas/internal'
import type { Evidence, RunBehind } from './evidence'

/** What a checklist asks, and what is known of it. */
export interface ChecklistAnswer {
  /** As the checklists of NeurIPS and ICML call it. */
  readonly about: string
  /** Sentences; where nothing is known, one that says so. */
  readonly known: readonly string[]
}

export const NOT_RECORDED = 'not recorded'

/** What checklists on reproducibility ask that provenance knows. The rest is for the authors. */
export function answersOf(evidence: Evidence): ChecklistAnswer[] {
  return [
    { about: 'Seeds and repetitions', known: seeds(evidence) },
    { about: 'Error bars and statistical significance', known: errorBars(evidence) },
    { about: 'Data splits', known: splits(evidence) },
    { about: 'Hyper-parameters and how they were chosen', known: settings(evidence) },
    { about: 'Compute resources', known: compute(evidence) },
    { about: 'Licences of existing assets', known: licences(evidence) },
    { about: 'Code', known: code(evidence) },
  ]
}

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

function seeds({ runs }: Evidence): string[] {
  const { seeded, values, each } = seedsOf(runs)
  return [
    `${runs.length} runs are behind the paper.`,
    ...importedOf(runs),
    seeded.length === 0
      ? `Seeds: ${NOT_RECORDED}.`
      : `${seeded.length} of them have a seed (${values.slice(0, 20).join(', ')}${values.length > 20 ? ', …' : ''}); a setting has ${range(each)} seed${each.every((count) => count === 1) ? '' : 's'}.`,
  ]
}

function importedOf(runs: readonly RunBehind[]): string[] {
  const sources = counted(
    runs.flatMap(({ imported }) => (imported ? [`${PROGRAM_NAMES[imported.from]}, ${imported.source}`] : [])),
  )
  return sources.length === 0
    ? []
    : [`Imported results, which were not executed with the code of this repository: ${sources.join('; ')}.`]
}

const factsIn = (outputs: Evidence['outputs']): Fact[] =>
  outputs.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))

/** What surrounds the numbers of the text, each time it does. */
export const errorKinds = (outputs: Evidence['outputs'], language?: Language): string[] =>
  factsIn(outputs).flatMap((fact) => kindOf(fact, language))

export const testsIn = (outputs: Evidence['outputs']): string[] =>
  [...new Set(outputs.flatMap(({ fact, test }) => testName(fact, test)))].sort()

function errorBars({ outputs }: Evidence): string[] {
  const kinds = counted(errorKinds(outputs))
  const estimates = factsIn(outputs).flatMap((fact) => (fact.kind === 'estimate' ? [fact.n] : []))
  const tests = testsIn(outputs)
  return [
    kinds.length === 0
      ? `Error bars of numbers in the text: ${NOT_RECORDED}.`
      : `Numbers in the text: ${kinds.join('; ')}.`,
    ...(estimates.length === 0 ? [] : [`Means in the text are over ${range(estimates)} runs.`]),
    tests.length === 0 ? 'No test behind a number in the text.' : `Tests: ${tests.join('; ')}.`,
    'Tables and figures say in their notes what their error bars are.',
  ]
}

function kindOf(fact: Fact, language?: Language): string[] {
  const { checklist } = wordsIn(language).results
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

function testName(fact: Fact | undefined, test: string | undefined): string[] {
  if (fact?.kind === 'statistic') return fact.test === undefined ? [] : [fact.statistic ?? 'a statistic']
  return test === undefined || test.startsWith('not tested') ? [] : [test.split(':')[0]!]
}

/** What configs say of splits: `fold = 0, 1, 2`. */
export function splitsIn(runs: readonly RunBehind[]): string[] {
  const named = /^(?:split|splits|fold|folds|valid|validation|holdout)/i
  return [...new Set(runs.flatMap(({ config }) => valuesByPath(config).map(([path]) => path)))]
    .filter((path) => path.split('.').some((part) => named.test(part)))
    .map((key) => `${key} = ${valuesAt(runs, key)}`)
}

function splits({ runs }: Evidence): string[] {
  const found = splitsIn(runs)
  return found.length === 0
    ? [`How the data were split: ${NOT_RECORDED}. Say it in the text.`]
    : [`Keys of the configs that name splits: ${found.join('; ')}. What they mean: ${NOT_RECORDED}.`]
}

/** The values of what a task has varied, but for its seeds: `lr = 0.1, 0.2`. */
export function variedSettings(own: readonly RunBehind[], language?: Language): string {
  const seedPaths = new Set(own.flatMap(({ seed }) => (seed ? [seed.path] : [])))
  const keys = [...new Set(own.flatMap(({ config }) => valuesByPath(config).map(([path]) => path)))]
  const varied = keys.filter((key) => !seedPaths.has(key) && valuesOf(own, key).length > 1)
  return varied.length === 0
    ? wordsIn(language).results.checklist.oneSetting
    : varied.map((key) => `${key} = ${valuesAt(own, key)}`).join('; ')
}

export const tasksOfRuns = (runs: readonly RunBehind[]): string[] => [...new Set(runs.map(({ task }) => task))]

/** What figures.ts has said of how runs were chosen. */
export const choicesIn = (outputs: Evidence['outputs']): string[] =>
  [...new Set(outputs.flatMap((output) => output.said ?? []))].sort()

function settings({ runs, outputs }: Evidence): string[] {
  const said = choicesIn(outputs)
  const ofTasks = tasksOfRuns(runs).map(
    (task) => `${task}: ${variedSettings(runs.filter((run) => run.task === task))}.`,
  )
  return [
    ...ofTasks.map((line) => `Values behind the paper of ${line}`),
    said.length === 0
      ? `By what settings were chosen: ${NOT_RECORDED} beside what figures.ts says. Say it in the text.`
      : `Of how runs were chosen: ${said.join('; ')}.`,
  ]
}

/** The machine of each run that has recorded one, without its name. */
export const machinesOf = (runs: readonly RunBehind[], language?: Language): string[] =>
  runs.flatMap(({ execution }) => {
    const { cpu, cpus, memory } = execution?.machine ?? {}
    if (cpu === undefined) return []
    return [
      `${cpu}${cpus === undefined ? '' : `, ${wordsIn(language).results.checklist.cores(cpus)}`}${memory === undefined ? '' : `, ${Math.round(memory / 2 ** 30)} GiB`}`,
    ]
  })

function compute({ runs, discarded, failed }: Evidence): string[] {
  const [own, lost] = [runs.map(({ execution }) => execution?.seconds), discarded.map(({ seconds }) => seconds)]
  const machines = machinesOf(runs)
  return [
    `Runs behind the paper: ${hours(own)}.`,
    `Other results that are stored (discarded settings, earlier code): ${lost.length === 0 ? 'none' : hours(lost)}.`,
    `Runs that failed: ${failed}, time ${failed === 0 ? 'none' : NOT_RECORDED}. Results that were removed from the store: ${NOT_RECORDED}.`,
    `Machines: ${machines.length === 0 ? NOT_RECORDED : counted(machines).join('; ')}.`,
    `Accelerators and energy: ${NOT_RECORDED}.`,
  ]
}

function hours(seconds: readonly (number | undefined)[]): string {
  const known = seconds.filter((one) => one !== undefined)
  const sum = known.reduce((total, one) => total + one, 0)
  const missing = seconds.length - known.length
  return `${seconds.length} runs, ${known.length === 0 ? `time ${NOT_RECORDED}` : `${timeWords(sum)} of wall time in total`}${missing > 0 && known.length > 0 ? `, of ${missing} ${NOT_RECORDED}` : ''}`
}

function licences({ data, manifest }: Evidence): string[] {
  return [
    ...(data.length === 0 ? ['No data are declared by the runs that are stored here.'] : []),
    ...data.map(({ name, licence }) => `${name}: ${licence ?? NOT_RECORDED}.`),
    `This repository: ${manifest.license ?? NOT_RECORDED}.`,
  ]
}

export const commitsIn = (runs: readonly RunBehind[]): string[] => [
  ...new Set(runs.flatMap(({ execution }) => execution?.git?.commit ?? [])),
]

function code({ runs }: Evidence): string[] {
  const commits = commitsIn(runs)
  const changed = runs.filter(({ execution }) => (execution?.git?.changed ?? []).length > 0).length
  return [
    commits.length === 0
      ? `Commits: ${NOT_RECORDED}.`
      : `Executed from ${commits.length === 1 ? `commit ${commits[0]!}` : `${commits.length} commits`}.`,
    ...(changed === 0
      ? []
      : [
          `${changed} runs were executed from code that differed from its commit; paper/provenance.json has the difference.`,
        ]),
    'The key of every run is a digest of its config, code, data and packages; paper/provenance.json has them.',
  ]
}

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

/** `one standard error (3)`, the most frequent first. */
function counted(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word, count]) => `${word} (${count})`)
}

export function range(counts: readonly number[], language?: Language): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : wordsIn(language).results.checklist.range(least, most)
}
