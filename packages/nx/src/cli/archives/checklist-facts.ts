import {
  CHECKLIST,
  checklistWordsIn,
  COUNTED,
  countWords,
  type Language,
  localNumber,
  noteForm,
  TIME_IN_TOTAL,
  timeWords,
  wordsIn,
  type Fact,
  type FactsFile,
  type ProvenanceFile,
  type RunProvenance,
  type Term,
} from 'bocas/internal'
import {
  choicesIn,
  criteriaIn,
  commitsIn,
  errorKinds,
  languageOf,
  machinesOf,
  range,
  seedsOf,
  splitsIn,
  tasksOfRuns,
  testsIn,
  variedSettings,
} from './found-in-evidence'
import type { Evidence, RunBehind } from './evidence'

/** A fact, and the numbers of runs that it follows from. */
interface Known {
  readonly fact: Fact
  readonly formula: string
  readonly terms: readonly Term[]
}

/** Facts of a paper's checklist, and from which runs they were made. */
export interface ChecklistFacts {
  readonly facts: FactsFile['facts']
  readonly provenance: Omit<ProvenanceFile, 'format' | 'files'>
}

/**
 * What a checklist asks, as facts that the text of a paper can quote: `checklist.runs`, `checklist.compute.total`. Each has the runs and numbers that it
 * follows from, so that it is checked and traced as those of figures are. Equal evidence gives equal facts. They are in the language of the paper's other facts.
 */
export function checklistFacts(evidence: Evidence): ChecklistFacts {
  const { runs, discarded } = evidence
  const language = languageOf(evidence)
  const others = discarded.map((one) => ({ ...one, id: `${one.task}/${one.name} (${one.key.slice(0, 8)})` }))
  const known = Object.entries(knownOf(evidence, others, language))
  const ofRuns = runs.map(({ id, ...run }): [string, RunProvenance] => [id, recordOf(run)])
  const ofOthers = others.map(({ id, key, config }): [string, RunProvenance] => [id, { key, config }])
  return {
    facts: Object.fromEntries(
      known.map(([name, { fact }]) => [name, language === undefined ? fact : { ...fact, language }]),
    ),
    provenance: {
      task: CHECKLIST,
      runs: Object.fromEntries([...ofRuns, ...ofOthers]),
      facts: Object.fromEntries(
        known.map(([name, { fact, formula, terms }]) => [
          name,
          {
            runs: fact.runs,
            formula,
            terms: terms.map((one) => ({ ...one, runs: [...one.runs], values: [...one.values] })),
            ...(fact.said ? { said: fact.said } : {}),
          },
        ]),
      ),
      figures: {},
      tables: {},
    },
  }
}

const recordOf = ({ key, config, seed, accepted, imported }: Omit<RunBehind, 'id'>): RunProvenance => ({
  key,
  config,
  ...(seed ? { seed } : {}),
  ...(accepted ? { accepted } : {}),
  ...(imported ? { imported } : {}),
})

interface Timed {
  readonly id: string
  readonly seconds?: number | undefined
}

function knownOf(evidence: Evidence, others: readonly Timed[], language?: Language): Record<string, Known> {
  const { notRecorded } = wordsIn(language).results.paper
  const { runs, outputs, chosen, data, failed } = evidence
  const all = runs.map(({ id }) => id)
  const { seeded, values: seeds, each } = seedsOf(runs)
  const withSeed = seeded.map(({ id }) => id)
  const own = runs.map(({ id, execution }) => ({ id, seconds: execution?.seconds }))
  const words = (texts: readonly string[], formula: string, terms: readonly Term[] = [term('run', all)]): Known =>
    label(texts.length === 0 ? notRecorded : [...new Set(texts)].join('; '), all, formula, terms)
  const ofSeeds = [
    term(
      'seed',
      withSeed,
      seeded.map(({ seed }) => seed!.value),
    ),
  ]
  const tasks = tasksOfRuns(runs).map((task): [string, Known] => {
    const of = runs.filter((run) => run.task === task)
    const ids = of.map(({ id }) => id)
    return [
      `settings.${task}`,
      label(variedSettings(of, language), ids, 'the values of the configs', [term('run', ids)]),
    ]
  })
  return {
    runs: count(all, all.length, undefined, COUNTED, [term('run', all)], language),
    ...(seeds.length > 0
      ? {
          seeds: label(seeds.join(', '), withSeed, 'the seeds of the runs', ofSeeds),
          'seeds.number': count(withSeed, seeds.length, undefined, 'the number of different seeds', ofSeeds),
          'seeds.each': label(range(each, language), withSeed, 'the number of seeds of a setting', ofSeeds),
        }
      : { seeds: words([], 'the seeds of the runs') }),
    'error-bars': words(errorKinds(outputs, language).sort(), 'what the facts of the text have beside their number'),
    tests: words(testsIn(outputs, language), 'the tests behind facts of the text'),
    splits: words(splitsIn(runs), 'keys of the configs that name splits'),
    ...Object.fromEntries(tasks),
    chosen: words(
      [...criteriaIn(chosen, language), ...choicesIn(outputs)],
      'by what select() has chosen settings, and what figures.ts says of how runs were chosen',
    ),
    compute: time(own, all, language),
    discarded: count(
      all,
      others.length,
      all.length + others.length,
      COUNTED,
      [
        term(
          'behind nothing in the paper',
          others.map(({ id }) => id),
        ),
        term('stored', [...all, ...others.map(({ id }) => id)]),
      ],
      language,
    ),
    'compute.discarded': time(others, all, language),
    'compute.total': time([...own, ...others], all, language),
    failed: count(all, failed, undefined, 'the number of runs that failed and have not succeeded since', [
      term('failed', [], [failed]),
    ]),
    machines: words(machinesOf(runs, language).sort(), 'the machines of the runs'),
    licences: words(
      data.map(({ name, licence }) => `${name} (${licence ?? notRecorded})`),
      'the licences that the packages of the data name',
    ),
    commits: words(commitsIn(runs), 'the commits from which runs were executed'),
  }
}

const term = (name: string, runs: readonly string[], values: readonly (number | string)[] = []): Term => ({
  name,
  runs: [...runs],
  values: [...values],
})

function label(text: string, runs: readonly string[], formula: string, terms: readonly Term[]): Known {
  return { fact: { kind: 'label', text, runs: [...runs] }, formula, terms }
}

function count(
  runs: readonly string[],
  count: number,
  of: number | undefined,
  formula: string,
  terms: readonly Term[],
  language?: Language,
): Known {
  const whole = of === undefined ? {} : { of }
  return {
    fact: { kind: 'count', ...countWords(count, of, false, language), count, ...whole, runs: [...runs] },
    formula,
    terms,
  }
}

/** How long some runs took together; of how many nobody knows is a note. */
function time(of: readonly Timed[], all: readonly string[], language?: Language): Known {
  const { paper } = wordsIn(language).results
  const known = of.filter(({ seconds }) => seconds !== undefined)
  const missing = of.length - known.length
  if (of.length > 0 && known.length === 0) return label(paper.notRecorded, all, 'the wall times of the runs', [])
  const seconds = known.map((one) => one.seconds!)
  const total = localNumber(timeWords(seconds.reduce((sum, one) => sum + one, 0)), language)
  const { fact, ...rest } = label(total, all, TIME_IN_TOTAL, [
    term(
      'seconds',
      known.map(({ id }) => id),
      seconds,
    ),
  ])
  if (missing === 0) return { fact, ...rest }
  const sentences = [checklistWordsIn(language).timeNotRecorded(missing, of.length)]
  return { fact: { ...fact, said: sentences, forms: noteForm(sentences) }, ...rest }
}
