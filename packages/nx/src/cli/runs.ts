import { formatProblem, type ImportedFrom, partsOfRunId, plural, PROGRAM_NAMES, workspacePaths } from 'bocas/internal'
import { awaitedWords, byWhatIsKnown } from '../plan/sweep/awaited-words'
import { EXIT, type Arguments, type CliCommand, type Surroundings } from './command'
import { exportMlflow } from './metrics/export-mlflow'
import { refuseMixtures, tellMetrics } from './metrics/tell-metrics'
import { reachOf } from './storage/reach'
import { showKept, type KeptLine } from './storage/show-kept'
import { readImportedFiles } from '../imports/imported-files'
import { readStore } from '../shared/stored-run'
import { problemsOf } from '../plan/task-plan'
import { planTasks, refuseUnknownTasks } from './workspace'

export const runs: CliCommand = {
  name: 'runs',
  summary: 'stored results: size, age, and which sweep or paper uses them; --metrics: the numbers of all runs',
  usage: '[task…] [--unreached] [--json] | [task…] --metrics [--sort <by>] [--json | --csv] | [task…] --mlflow <dir>',
  details: `Lists the results of the store. A result that nothing uses belongs to an earlier state of a sweep or of its code: it is used again when
that state comes back, and bocas gc --yes removes it. Imported results (bocas import) are listed by file. Results have the names that their sweep gives them now; "made as" is the earlier name.

With --metrics: a table of the runs that the sweeps have now and their metrics, rounded as in tables and facts, as wide as the terminal (80 columns where
there is none). Runs without a stored result are listed, too; a stale one has the numbers of its earlier state. --json and --csv have all digits.

With --mlflow: the results that the sweeps have now as a file store of MLflow, to look at with mlflow ui --backend-store-uri <dir>. An experiment is a task;
settings are params, series are metrics with steps, and files are copied as artifacts. Equal results give equal bytes. Runs that are already there are overwritten.`,
  options: {
    unreached: { type: 'boolean', help: 'only those that nothing uses' },
    metrics: { type: 'boolean', help: 'runs and their metrics' },
    sort: {
      type: 'string',
      value: '<by>',
      help: 'a metric (largest first), config.<key>, seed or run; <by>:asc and <by>:desc say which end is first',
    },
    mlflow: { type: 'string', value: '<dir>', help: 'write the results as a file store of MLflow there' },
    json: { type: 'boolean', help: 'for programs' },
    csv: { type: 'boolean', help: 'the same as CSV' },
  },
  words: [0, Infinity],
  async run(args, surroundings) {
    refuseMixtures(args)
    if (args.values.has('mlflow')) return exportMlflow(args, surroundings)
    return args.switches.has('metrics') ? tellMetrics(args, surroundings) : tellKept(args, surroundings)
  },
}

async function tellKept({ words, switches }: Arguments, { root, print, complain }: Surroundings): Promise<number> {
  const plans = await planTasks(root)
  const broken = plans.filter((plan) => problemsOf(plan).length > 0)
  for (const { task } of broken)
    complain(`⚠ the sweep of ${task} does not load (bocas plan ${task} says why): what it reaches is not known`)
  const { known, awaiting } = byWhatIsKnown(plans)
  for (const plan of awaiting) complain(`⚠ what the sweep of ${plan.task} reaches is not known: ${awaitedWords(plan)}`)
  const reach = reachOf(root, known)
  const names = new Map(
    known.flatMap(({ task, runs }) => runs.map(({ name, key }) => [key, { task, name }] as const)).reverse(),
  )
  const { runs: stored, unreadable } = readStore(workspacePaths(root))
  // A task may be gone while its results are kept: it is known by either.
  const tasks = new Set([...plans, ...stored].map(({ task }) => task).filter((task) => task !== ''))
  refuseUnknownTasks(words, [...tasks].sort())
  const lines = stored
    .map(({ key, task, name, bytes, made, seconds, accepted, nonFinite }): KeptLine => ({
      key,
      ...calledNow({ task, name }, names.get(key)),
      bytes,
      made,
      seconds,
      accepted: accepted.map(({ because }) => because),
      reachedBy: reach.get(key) ?? [],
      nonFinite,
    }))
    .filter(
      ({ task, madeAs }) =>
        words.length === 0 || words.includes(task) || words.includes(partsOfRunId(madeAs ?? '').task),
    )
    .filter(({ reachedBy }) => !switches.has('unreached') || reachedBy.length === 0)
  const imported = words.length > 0 ? { files: [], problems: [] } : readImportedFiles(workspacePaths(root))
  for (const problem of imported.problems) complain(formatProblem(problem))
  const files = imported.files.map(({ file, from, source, runs: { length } }) => ({ file, from, source, runs: length }))
  if (switches.has('json')) print(JSON.stringify({ runs: lines, unreadable, imported: files }, null, 2))
  else print([showKept(lines, unreadable, Date.now()), ...files.map(importedWords)].join('\n'))
  return EXIT.ok
}

const importedWords = (file: { file: string; from: ImportedFrom; source: string; runs: number }): string =>
  `${file.file}: ${plural(file.runs, 'result')} imported from ${PROGRAM_NAMES[file.from]} (${file.source})`

/** The name that a sweep gives a result now, and after it the one under which it was made, where that is another. */
function calledNow(made: Called, now: Called | undefined): Called & { readonly madeAs?: string } {
  if (!now || (now.task === made.task && now.name === made.name)) return made
  return { ...now, ...(made.task === '' ? {} : { madeAs: `${made.task}/${made.name}` }) }
}

interface Called {
  readonly task: string
  readonly name: string
}
