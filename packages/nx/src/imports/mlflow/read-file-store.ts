import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { plural, type Problem } from 'bocas/internal'
import { parseSetting } from '../plain-values'
import { isOwnFile } from '../read-source'
import { readYaml } from '../read-yaml'
import type { SourceRun, SourceRuns } from '../source-run'
import { chooseExperiments, type Experiment } from './choose-experiments'
import { DATABASE, deletedNote } from './words'
import { readKeys } from './read-keys'
import { readMetric } from './read-metric'

const META = 'meta.yaml'
/** Folders of a file store that hold no runs. */
const NO_RUNS = new Set(['.trash', 'models', 'tags', 'datasets', 'traces', 'outputs'])
/** RunStatus of MLflow, by its number. */
const STATES: Readonly<Record<string, string>> = {
  1: 'running',
  2: 'scheduled',
  3: 'finished',
  4: 'failed',
  5: 'killed',
}

interface StoredExperiment extends Experiment {
  readonly folder: string
}

/**
 * Reads the runs of an MLflow file store: a folder `mlruns`, or that of one of its experiments.
 *
 * @param named the experiments that are meant, by name or id; all when there is one.
 */
export async function readFileStore(folder: string, named: readonly string[]): Promise<SourceRuns> {
  const problems: Problem[] = []
  const notes: string[] = []
  const all = await experimentsIn(folder, problems)
  const choice =
    problems.length > 0 ? { chosen: [], problems: [] } : chooseExperiments(folder, all, named, noRuns(folder, all))
  problems.push(...choice.problems)
  const runs: SourceRun[] = []
  let halfWritten = 0
  let deleted = 0
  for (const experiment of choice.chosen)
    for (const id of foldersIn(experiment.folder)) {
      const place = join(experiment.folder, id)
      if (!isOwnFile(join(place, META))) {
        halfWritten++
        continue
      }
      const meta = await metaOf(place, problems)
      if (meta === undefined) continue
      if (meta.lifecycle_stage === 'deleted') deleted++
      else runs.push(readRun(place, id, meta, { problems, notes }))
    }
  if (halfWritten > 0) notes.push(`${plural(halfWritten, 'folder')} without ${META} passed over: no whole run`)
  if (deleted > 0) notes.push(deletedNote(deleted))
  return { runs, notes: [...new Set(notes)], problems }
}

async function experimentsIn(folder: string, problems: Problem[]): Promise<StoredExperiment[]> {
  const places = isOwnFile(join(folder, META)) ? [folder] : foldersIn(folder).map((name) => join(folder, name))
  const found: StoredExperiment[] = []
  for (const place of places) {
    if (!isOwnFile(join(place, META))) continue
    const meta = await metaOf(place, problems)
    if (meta?.experiment_id === undefined || meta.run_id !== undefined || meta.run_uuid !== undefined) continue
    found.push({
      id: basename(place),
      name: String(meta.name ?? meta.experiment_id),
      hasRuns: foldersIn(place).some((id) => isOwnFile(join(place, id, META))),
      folder: place,
    })
  }
  return found
}

/** MLflow 3.7 and later makes a folder mlruns for files, and keeps the runs beside it. */
function noRuns(folder: string, all: readonly Experiment[]): Pick<Problem, 'message' | 'hint'> {
  const message = all.length === 0 ? 'this is no MLflow file store' : 'no experiment of this store has runs'
  const beside = [join(folder, DATABASE), join(dirname(folder), DATABASE)].find((file) => existsSync(file))
  const hint =
    beside === undefined
      ? `name the folder that holds one folder for each experiment, each with a ${META}: mlruns. Or name the database: ${DATABASE}`
      : `the runs may be in the database beside it: name ${beside}`
  return { message, hint }
}

/** The folders in a folder that may be runs or experiments. What a link leads to is not read: it may lie anywhere. */
const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_RUNS.has(entry.name))
    .map(({ name }) => name)
    .sort()

async function metaOf(folder: string, problems: Problem[]): Promise<Record<string, unknown> | undefined> {
  const file = join(folder, META)
  const read = await readYaml(file, file, 'texts')
  if ('problem' in read) problems.push(read.problem)
  else if (read.data !== null && typeof read.data === 'object') return read.data as Record<string, unknown>
  else
    problems.push({
      code: 'damaged-import',
      message: `this ${META} is empty: the run was not written to its end`,
      hint: 'remove its folder',
      path: file,
    })
  return undefined
}

function readRun(
  folder: string,
  id: string,
  meta: Record<string, unknown>,
  told: { readonly problems: Problem[]; readonly notes: string[] },
): SourceRun {
  const state = STATES[String(meta.status)] ?? String(meta.status ?? 'running').toLowerCase()
  const tags = readKeys(join(folder, 'tags'), told, ['mlflow.runName'])
  const given = typeof meta.run_name === 'string' && meta.run_name !== '' ? meta.run_name : tags.get('mlflow.runName')
  const metrics = readKeys(join(folder, 'metrics'), told)
  return {
    origin: id,
    name: given ?? id,
    state,
    isFinished: state === 'finished',
    // MLflow keeps every setting as a text.
    config: Object.fromEntries(
      [...readKeys(join(folder, 'params'), told)].map(([key, text]) => [key, parseSetting(text)]),
    ),
    metrics: new Map(
      [...metrics].flatMap(([name, text]) => {
        const points = readMetric(text, join(folder, 'metrics', name), told)
        return points.length === 0 ? [] : [[name, points] as const]
      }),
    ),
  }
}
