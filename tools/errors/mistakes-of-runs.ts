import { refusalOf } from '../../packages/nx/src/plan/refusal'
import type { Mistake } from './mistake'
import { failed, plain, planned, RUN, runSays, sweepSays, sweepTs, TREE } from './provoke'

const runFile = (text: string): Promise<string> => planned({ 'sweep.ts': sweepTs(TREE), 'run.ts': text })

/** Mistakes in what runs import, read and need. */
export const MISTAKES_OF_RUNS: readonly Mistake[] = [
  {
    did: '`seres` for `series` in run.ts',
    code: 'unknown-export',
    says: () => runFile("import { seres } from 'bocas'\nexport const run = () => ({ a: seres({ x: [1] }) })\n"),
  },
  {
    did: '`pivt` for `pivot` in figures.ts',
    code: 'unknown-export',
    says: () =>
      planned({
        'sweep.ts': sweepTs(TREE),
        'run.ts': RUN,
        'figures.ts': "import { pivt } from 'bocas'\nexport default () => pivt\n",
      }),
  },
  {
    did: 'a package misspelt',
    code: 'unresolved-import',
    says: () => runFile("import { series } from 'bocass'\nexport const run = () => ({ a: series({ x: [1] }) })\n"),
  },
  {
    did: 'a package that is not installed',
    code: 'unresolved-import',
    says: () => runFile("import { svd } from 'ml-svd'\nexport const run = () => ({ a: svd })\n"),
  },
  {
    did: 'a file misspelt',
    code: 'unresolved-import',
    says: () => runFile("import { x } from '../../library/helpr'\nexport const run = () => ({ a: x })\n"),
  },
  { did: 'no run.ts', code: 'missing-run-file', says: () => planned({ 'sweep.ts': sweepTs(TREE) }) },
  { did: 'data that is not there', code: 'missing-data', says: () => sweepSays(TREE, "{ data: ['data/x.csv'] }") },
  {
    did: 'data in a package misspelt',
    code: 'missing-data',
    says: () => sweepSays(TREE, "{ data: ['npm:vega-datasest/data/penguins.json'] }"),
  },
  {
    did: 'data outside the workspace',
    code: 'outside-workspace',
    says: () => sweepSays(TREE, "{ data: ['../../../x.csv'] }"),
  },
  {
    did: 'a computed import',
    code: 'computed-import',
    says: () => runFile('export async function run() {\n  const name = String(1)\n  return import(name)\n}\n'),
  },
  {
    did: 'a result of a task misspelt',
    code: 'unknown-task',
    says: () =>
      planned({
        'sweep.ts':
          "import { defineSweep, from } from 'bocas'\nexport default defineSweep({ base: from('pretrian') })\n",
        'run.ts': RUN,
        '/tasks/pretrain/sweep.ts': sweepTs('{ a: 1 }'),
        '/tasks/pretrain/run.ts': RUN,
      }),
  },
  {
    did: 'a command without inputs',
    code: 'wrong-command',
    says: () => runFile("import { command } from 'bocas'\nexport const run = command('python train.py')\n"),
  },
  {
    did: 'a command for a shell',
    code: 'wrong-command',
    says: () =>
      runFile(
        "import { command } from 'bocas'\nexport const run = command('python train.py > log', { inputs: ['train.py'] })\n",
      ),
  },
  {
    did: 'NODE_OPTIONS that change code',
    code: 'node-options',
    says: () =>
      plain(
        refusalOf('/work', { run: { loadable: { folders: [] } }, env: [] } as never, {
          NODE_OPTIONS: '--conditions=dev',
        }),
      ),
  },
  { did: 'a disk that is full', code: 'disk-full', says: () => failed({ code: 'ENOSPC', path: '/work/.bocas/store' }) },
  {
    did: 'a read-only file system',
    code: 'read-only',
    says: () => failed({ code: 'EROFS', path: '/work/.bocas/store' }),
  },
  {
    did: 'files of another user',
    code: 'no-permission',
    says: () => failed({ code: 'EACCES', path: '/work/.bocas/store' }),
  },
  {
    did: 'a run that is silent',
    code: 'no-sign-of-life',
    says: () => runSays({ exceeded: { reason: 'stall', seconds: 1800 } }),
  },
  {
    did: 'a run that needs more memory',
    code: 'out-of-memory',
    says: () => runSays({ exceeded: { reason: 'memory', bytes: 8e9 } }),
  },
]
