import { closeSync, openSync, readSync } from 'node:fs'
import { groupBy, type Json, type Problem } from 'bocas/internal'
import { numberOf, parseSetting } from '../plain-values'
import type { Point, SourceRun, SourceRuns } from '../source-run'
import { chooseExperiments } from './choose-experiments'
import { queryDatabase, type Answer, type Query, type DatabaseReader, type DatabaseRow } from './query-database'
import { DATABASE, deletedNote } from './words'

const MAGIC = 'SQLite format 3\0'

/*
 * The tables are those of MLflow 1.0 and later (mlflow/store/tracking/dbmodels/models.py). Ids have up to 18 digits, which a number here does not hold.
 */
const ID = 'cast(experiment_id as text)'

const FIND_EXPERIMENTS: Query = {
  sql: `select ${ID} as id, name, exists (select 1 from runs where runs.experiment_id = experiments.experiment_id) as has_runs
    from experiments where lifecycle_stage is not 'deleted' order by name`,
}

/** Runs, then settings, tags and values of the runs that are not deleted; values in the order in which they were recorded. */
const findRuns = (experiments: readonly string[]): Query[] => {
  const ofThese = `${ID} in (${experiments.map(() => '?').join(', ')})`
  const theirs = `run_uuid in (select run_uuid from runs where ${ofThese} and lifecycle_stage is not 'deleted')`
  return [
    `select run_uuid, name, status, lifecycle_stage from runs where ${ofThese} order by run_uuid`,
    `select run_uuid, key, value from params where ${theirs} order by key`,
    `select run_uuid, value from tags where key = 'mlflow.runName' and ${theirs}`,
    `select run_uuid, key, cast(step as text) as at, value, is_nan from metrics where ${theirs} order by key, timestamp, rowid`,
  ].map((sql) => ({ sql, given: experiments }))
}

/**
 * Reads the runs of an MLflow store in SQLite. The database is not changed; beside one in WAL mode SQLite may put its own files `-shm` and `-wal`.
 *
 * @param named the experiments that are meant, by name or id; all when there is one.
 */
export async function readDatabase(
  file: string,
  named: readonly string[],
  readers?: readonly DatabaseReader[],
): Promise<SourceRuns> {
  const refused = (...problems: readonly Problem[]): SourceRuns => ({ runs: [], notes: [], problems })
  if (!isSqlite(file)) return refused(notOfMlflow(file))
  const ask = (...queries: readonly Query[]): Promise<Answer | undefined> => queryDatabase(file, queries, readers)
  const experiments = await ask(FIND_EXPERIMENTS)
  if (experiments === undefined || 'wrong' in experiments) return refused(unread(file, experiments))
  const all = experiments.rows[0]!.map(([id, name, hasRuns]) => ({
    id: String(id),
    name: String(name),
    hasRuns: Boolean(hasRuns),
  }))
  const { chosen, problems } = chooseExperiments(file, all, named, {
    message: 'no experiment of this database has runs',
    hint: 'MLflow makes the database in the folder in which a program is started: look for another one',
  })
  if (problems.length > 0) return refused(...problems)
  const found = await ask(...findRuns(chosen.map(({ id }) => id)))
  if (found === undefined || 'wrong' in found) return refused(unread(file, found))
  return runsOf(file, found.rows)
}

function isSqlite(file: string): boolean {
  const start = Buffer.alloc(MAGIC.length)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, start, 0, start.length, 0)
  } finally {
    closeSync(opened)
  }
  return start.toString('latin1') === MAGIC
}

const notOfMlflow = (path: string, why = ''): Problem => ({
  code: 'nothing-to-import',
  message: `this is no database of MLflow${why}`,
  hint: `name ${DATABASE}, or the folder mlruns`,
  path,
})

function unread(path: string, answer: { readonly wrong: string } | undefined): Problem {
  if (answer === undefined)
    return {
      code: 'import-needs-program',
      message: 'nothing here reads a SQLite database',
      hint: 'install Python 3 (as python3 or python on the PATH), or use Node 22.13 or later',
      path,
    }
  if (answer.wrong.startsWith('no such table')) return notOfMlflow(path, `: ${answer.wrong}`)
  return {
    code: 'damaged-import',
    message: `the database cannot be read: ${answer.wrong}`,
    hint: `end programs that write it, and bring it up to date: mlflow db upgrade sqlite:///${DATABASE}`,
    path,
  }
}

function runsOf(file: string, [runs, params, names, values]: readonly DatabaseRow[][]): SourceRuns {
  const problems: Problem[] = []
  const [settingsOf, metricsOf] = [groupBy(params!, ([run]) => run), groupBy(values!, ([run]) => run)]
  const nameOf = new Map(names!.map(([run, name]) => [run, name]))
  const living = runs!.filter(([, , , stage]) => stage !== 'deleted')
  const deleted = runs!.length - living.length
  return {
    runs: living.map(([id, name, status]): SourceRun => {
      const state = String(status ?? 'running').toLowerCase()
      return {
        origin: String(id),
        name: [name, nameOf.get(id)].find((one): one is string => typeof one === 'string' && one !== '') ?? String(id),
        state,
        isFinished: state === 'finished',
        config: Object.fromEntries(
          (settingsOf.get(id) ?? []).map(([, key, text]): [string, Json] => [String(key), parseSetting(String(text))]),
        ),
        metrics: pointsOf(metricsOf.get(id) ?? [], (message) =>
          problems.push({ code: 'damaged-import', message, hint: 'remove it, or the run', path: `${file}, run ${id}` }),
        ),
      }
    }),
    notes: deleted > 0 ? [deletedNote(deleted)] : [],
    problems,
  }
}

function pointsOf(rows: readonly DatabaseRow[], refuse: (message: string) => void): Map<string, Point[]> {
  const found = new Map<string, Point[]>()
  for (const [, key, at, stored, isNan] of rows) {
    const [step, value] = [Number(at), valueOf(stored, isNan)]
    if (!Number.isSafeInteger(step) || value === undefined) {
      refuse(`this is no value of the metric '${String(key)}': ${JSON.stringify(stored)} at step ${String(at)}`)
      continue
    }
    const points = found.get(String(key)) ?? []
    points.push({ step, value })
    found.set(String(key), points)
  }
  return found
}

/** MLflow writes NaN as zero with a mark, and an infinity as the largest number that there is. */
function valueOf(stored: unknown, isNan: unknown): number | undefined {
  if (isNan) return NaN
  const value = numberOf(stored)
  return Math.abs(value ?? 0) === Number.MAX_VALUE ? Math.sign(value!) * Infinity : value
}
