import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { suggest, type Problem } from 'bocas/internal'
import { plural } from '../../shared/words'
import { settingOf } from '../plain-values'
import { readYaml } from '../read-yaml'
import type { SourceRun, SourceRuns } from '../source-run'
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

interface Experiment {
  readonly folder: string
  readonly name: string
}

/**
 * Reads the runs of an MLflow file store: a folder `mlruns`, or that of one of its experiments.
 *
 * @param named the experiments that are meant, by name or id; all when there is one.
 */
export async function readMlflow(folder: string, named: readonly string[] = []): Promise<SourceRuns> {
  const problems: Problem[] = []
  const notes: string[] = []
  const experiments = await experimentsIn(folder, problems)
  const chosen = chooseExperiments(folder, experiments, named, problems)
  const runs: SourceRun[] = []
  let halfWritten = 0
  let deleted = 0
  for (const experiment of problems.length > 0 ? [] : chosen)
    for (const id of foldersIn(experiment.folder)) {
      const place = join(experiment.folder, id)
      if (!existsSync(join(place, META))) {
        halfWritten++
        continue
      }
      const meta = await metaOf(place, problems)
      if (meta === undefined) continue
      if (meta.lifecycle_stage === 'deleted') deleted++
      else runs.push(readRun(place, id, meta, { problems, notes }))
    }
  if (halfWritten > 0) notes.push(`${plural(halfWritten, 'folder')} without ${META} passed over: no whole run`)
  if (deleted > 0) notes.push(`${plural(deleted, 'run')} passed over that MLflow has marked as deleted`)
  return { runs, notes: [...new Set(notes)], problems }
}

async function experimentsIn(folder: string, problems: Problem[]): Promise<Experiment[]> {
  const places = existsSync(join(folder, META)) ? [folder] : foldersIn(folder).map((name) => join(folder, name))
  const found: Experiment[] = []
  for (const place of places) {
    if (!existsSync(join(place, META))) continue
    const meta = await metaOf(place, problems)
    if (meta?.experiment_id !== undefined && meta.run_id === undefined && meta.run_uuid === undefined)
      found.push({ folder: place, name: String(meta.name ?? meta.experiment_id) })
  }
  return found
}

function chooseExperiments(
  folder: string,
  all: readonly Experiment[],
  named: readonly string[],
  problems: Problem[],
): readonly Experiment[] {
  const isNamed = ({ name, folder: place }: Experiment, word: string): boolean =>
    word === name || word === basename(place)
  const names = all.map(({ name }) => name)
  const unknown = named.filter((word) => !all.some((one) => isNamed(one, word)))
  for (const word of unknown)
    problems.push({
      code: 'import-needs-choice',
      message: `there is no experiment '${word}'`,
      hint: suggest(word, names),
    })
  if (named.length > 0) return all.filter((one) => named.some((word) => isNamed(one, word)))
  const withRuns = all.filter((one) => foldersIn(one.folder).some((id) => existsSync(join(one.folder, id, META))))
  if (problems.length === 0 && withRuns.length === 0)
    problems.push({
      code: 'nothing-to-import',
      message: all.length === 0 ? 'this is no MLflow file store' : 'no experiment of this store has runs',
      hint: `name the folder that holds one folder for each experiment, each with a ${META}: mlruns. Of a store in a database, export it first`,
      path: folder,
    })
  if (withRuns.length > 1)
    problems.push({
      code: 'import-needs-choice',
      message: `there are ${withRuns.length} experiments; say which`,
      hint: withRuns.map(({ name }) => `--experiment ${JSON.stringify(name)}`).join(' '),
      path: folder,
    })
  return withRuns
}

/** The folders in a folder that may be runs or experiments. What a link leads to is not read: it may lie anywhere. */
const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_RUNS.has(entry.name))
    .map(({ name }) => name)
    .sort()

async function metaOf(folder: string, problems: Problem[]): Promise<Record<string, unknown> | undefined> {
  const file = join(folder, META)
  if (!statSync(file).isFile()) return undefined
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
  said: { readonly problems: Problem[]; readonly notes: string[] },
): SourceRun {
  const state = STATES[String(meta.status)] ?? String(meta.status ?? 'running').toLowerCase()
  const tags = readKeys(join(folder, 'tags'), said, ['mlflow.runName'])
  const given = typeof meta.run_name === 'string' && meta.run_name !== '' ? meta.run_name : tags.get('mlflow.runName')
  const metrics = readKeys(join(folder, 'metrics'), said)
  return {
    origin: id,
    name: given ?? id,
    state,
    isFinished: state === 'finished',
    // MLflow keeps every setting as a text.
    config: Object.fromEntries(
      [...readKeys(join(folder, 'params'), said)].map(([key, text]) => [key, settingOf(text)]),
    ),
    metrics: new Map(
      [...metrics].flatMap(([name, text]) => {
        const points = readMetric(text, join(folder, 'metrics', name), said)
        return points.length === 0 ? [] : [[name, points] as const]
      }),
    ),
  }
}
