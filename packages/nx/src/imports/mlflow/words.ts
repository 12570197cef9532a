import { plural } from 'bocas/internal/light'

/** The database that MLflow 3.7 and later makes in the folder in which a program was started. */
export const DATABASE = 'mlflow.db'

export const deletedNote = (runs: number): string =>
  `${plural(runs, 'run')} passed over that MLflow has marked as deleted`
