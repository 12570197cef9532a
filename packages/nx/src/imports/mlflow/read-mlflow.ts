import { statSync } from 'node:fs'
import type { SourceRuns } from '../source-run'
import { readDatabase } from './read-database'
import { readFileStore } from './read-file-store'

/**
 * Reads the runs of an MLflow store: a folder `mlruns`, that of one of its experiments, or a database `mlflow.db`, which is what MLflow 3.7 and later makes unless told otherwise.
 *
 * @param named the experiments that are meant, by name or id; all when there is one.
 */
export const readMlflow = (path: string, named: readonly string[] = []): Promise<SourceRuns> =>
  statSync(path).isDirectory() ? readFileStore(path, named) : readDatabase(path, named)
