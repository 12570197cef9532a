import { type ChecklistWords, checklistWordsIn, type Language, localNumber, timeWords, wordsIn } from 'bocas/internal'
import type { Evidence } from './evidence'
import {
  counted,
  importedOf,
  languageOf,
  factsIn,
  errorKinds,
  seedsOf,
  testsIn,
  splitsIn,
  variedSettings,
  tasksOfRuns,
  choicesIn,
  criteriaIn,
  machinesOf,
  commitsIn,
  range,
} from './found-in-evidence'

/** What a checklist asks, and what is known of it. */
export interface ChecklistAnswer {
  /** The same in every language: for programs. */
  readonly key: keyof ChecklistWords['about']
  /** As the checklists of NeurIPS and ICML call it. */
  readonly about: string
  /** Sentences; where nothing is known, one that says so. */
  readonly known: readonly string[]
}

/** What checklists on reproducibility ask that provenance knows, in the language of the paper. The rest is for the authors. */
export function answersOf(evidence: Evidence): ChecklistAnswer[] {
  const language = languageOf(evidence)
  const asked = { seeds, 'error-bars': errorBars, splits, settings, compute, licences, code }
  const { about } = checklistWordsIn(language)
  return Object.entries(asked).map(([key, answer]) => ({
    key: key as keyof typeof asked,
    about: about[key as keyof typeof asked],
    known: answer(evidence, language),
  }))
}

function seeds({ runs }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const { seeded, values, each } = seedsOf(runs)
  return [
    checklist.runs(runs.length),
    ...importedOf(runs, language),
    seeded.length === 0
      ? checklist.noSeeds
      : checklist.seeds(
          seeded.length,
          `${values.slice(0, 20).join(', ')}${values.length > 20 ? ', …' : ''}`,
          range(each, language),
        ),
  ]
}

function errorBars({ outputs }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const kinds = counted(errorKinds(outputs, language))
  const estimates = factsIn(outputs).flatMap((fact) => (fact.kind === 'estimate' ? [fact.n] : []))
  const tests = testsIn(outputs, language)
  return [
    kinds.length === 0 ? checklist.noErrorBars : checklist.numbers(kinds.join('; ')),
    ...(estimates.length === 0 ? [] : [checklist.means(range(estimates, language))]),
    tests.length === 0 ? checklist.noTest : checklist.tests(tests.join('; ')),
    checklist.notes,
  ]
}

function splits({ runs }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const found = splitsIn(runs)
  return [found.length === 0 ? checklist.noSplits : checklist.splits(found.join('; '))]
}

function settings({ runs, outputs, chosen }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const [criteria, choices] = [criteriaIn(chosen, language), choicesIn(outputs)]
  const varied = (task: string): string =>
    variedSettings(
      runs.filter((run) => run.task === task),
      language,
    )
  return [
    ...tasksOfRuns(runs).map((task) => checklist.values(task, varied(task))),
    criteria.length === 0 ? checklist.noChoice : checklist.chosenBy(criteria.join('; ')),
    ...(choices.length === 0 ? [] : [checklist.choice(choices.join('; '))]),
  ]
}

function compute({ runs, discarded, failed }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const { notRecorded } = wordsIn(language).results.paper
  const [own, lost] = [runs.map(({ execution }) => execution?.seconds), discarded.map(({ seconds }) => seconds)]
  const machines = machinesOf(runs, language)
  return [
    checklist.own(hours(own, language)),
    checklist.others(lost.length === 0 ? checklist.none : hours(lost, language)),
    checklist.failed(failed, failed === 0 ? checklist.none : notRecorded),
    checklist.machines(machines.length === 0 ? notRecorded : counted(machines).join('; ')),
    checklist.accelerators,
  ]
}

function hours(seconds: readonly (number | undefined)[], language?: Language): string {
  const checklist = checklistWordsIn(language)
  const known = seconds.filter((one) => one !== undefined)
  if (known.length === 0) return checklist.noTime(seconds.length)
  const total = localNumber(timeWords(known.reduce((sum, one) => sum + one, 0)), language)
  const missing = seconds.length - known.length
  return `${checklist.time(seconds.length, total)}${missing === 0 ? '' : checklist.timeMissing(missing)}`
}

function licences({ data, manifest }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const { paper, table } = wordsIn(language).results
  const { notRecorded } = paper
  const { colon } = table
  return [
    ...(data.length === 0 ? [checklist.noData] : []),
    ...data.map(({ name, licence }) => `${name}${colon}${licence ?? notRecorded}.`),
    checklist.repository(manifest.license ?? notRecorded),
  ]
}

function code({ runs }: Evidence, language?: Language): string[] {
  const checklist = checklistWordsIn(language)
  const commits = commitsIn(runs)
  const changed = runs.filter(({ execution }) => (execution?.git?.changed ?? []).length > 0).length
  const [first] = commits
  return [
    first === undefined
      ? checklist.noCommit
      : commits.length === 1
        ? checklist.commit(first)
        : checklist.commits(commits.length),
    ...(changed === 0 ? [] : [checklist.changed(changed)]),
    checklist.keys,
  ]
}
