import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codesOf, formatError, ProblemsError, withCodes } from '../../packages/bocas/src/internal'
import { readDatabase } from '../../packages/nx/src/imports/mlflow/read-database'
import { experimentMeta, mlflowRun, runMeta } from '../../packages/nx/src/imports/test-stores'
import type { Mistake } from './mistake'
import { commandSays, type Files } from './provoke'

const importSays = (program: string, path: string, files: Files, ...options: readonly string[]): Promise<string> =>
  commandSays((root) => ['import', program, `${root}/old/${path}`, ...options], below('/old/', files))

const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, text]))

/** As where there is no Python, and a Node without SQLite. */
async function withoutPrograms(): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'import-'))
  try {
    writeFileSync(join(folder, 'mlflow.db'), 'SQLite format 3\0')
    const { problems } = await readDatabase(join(folder, 'mlflow.db'), [], [])
    const error = new ProblemsError(problems)
    return withCodes(formatError(error), codesOf(error)).replaceAll(folder, 'old')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Mistakes in what is asked of `bocas import`, and in what it reads. */
export const MISTAKES_OF_IMPORTS: readonly Mistake[] = [
  {
    did: 'bocas import of a folder that is not there',
    code: 'nothing-to-import',
    says: () => importSays('mlflow', 'mlrun', {}),
  },
  {
    did: 'bocas import of a run that did not end',
    code: 'nothing-to-import',
    says: () =>
      importSays(
        'mlflow',
        'mlruns',
        below('mlruns/', { ...mlflowRun('a'), '1/a/meta.yaml': runMeta('a', { status: 4 }) }),
      ),
  },
  {
    did: 'bocas import of a file that is no database',
    code: 'nothing-to-import',
    says: () => importSays('mlflow', 'runs.txt', { 'runs.txt': 'x' }),
  },
  {
    did: 'bocas import of a database where nothing reads it',
    code: 'import-needs-program',
    says: withoutPrograms,
  },
  {
    did: 'bocas import of two experiments',
    code: 'import-needs-choice',
    says: () =>
      importSays(
        'mlflow',
        'mlruns',
        below('mlruns/', {
          ...mlflowRun('a'),
          '2/meta.yaml': experimentMeta('2', 'letters'),
          '2/b/meta.yaml': runMeta('b'),
        }),
      ),
  },
  {
    did: 'bocas import of a table from the web page',
    code: 'import-needs-choice',
    says: () => importSays('wandb', 'export.csv', { 'export.csv': 'Name,lr,val/acc\nbold-cat,0.1,0.912345\n' }),
  },
  {
    did: 'bocas import of a metric and a block of one name',
    code: 'import-name',
    says: () =>
      importSays('mlflow', 'mlruns', below('mlruns/', mlflowRun('a', { 'metrics/loss.val': '1700000000000 0.5 0\n' }))),
  },
  {
    did: 'bocas import of a store with a torn number',
    code: 'damaged-import',
    says: () =>
      importSays(
        'mlflow',
        'mlruns',
        below('mlruns/', mlflowRun('a', { 'metrics/loss': '1700000000000 0.5 0\n17000\n' })),
      ),
  },
]
