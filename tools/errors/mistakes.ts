import { diskProblem, formatProblem, type ErrorCode, type Problem } from '../../packages/bocas/src/internal'
import { withCodes } from '../../packages/bocas/src/errors/codes'
import { refusalOf } from '../../packages/nx/src/plan/refusal'
import { notLocked } from '../../packages/nx/src/sharing/held-against-lock'
import { PassingFault } from '../../packages/nx/src/sharing/persist'
import { gaveUp } from '../../packages/nx/src/sharing/remotes/one-by-one'
import { flagProblems } from '../../packages/nx/src/executors/try/overrides'
import { MISTAKES_OF_ENGINES } from './mistakes-of-engines'
import { MISTAKES_OF_FIGURES } from './mistakes-of-figures'
import {
  commandSays,
  figuresSay,
  filesInTheWay,
  inWorkspace,
  withoutLatexmk,
  formatted,
  generatorSays,
  mainFilesSay,
  optionsSay,
  outsideSays,
  paperSays,
  planned,
  runSays,
  sweepSays,
  sweepTs,
  switchSays,
  tooOldSays,
  trySays,
} from './provoke'

/** One mistake of the first week. */
export interface Mistake {
  /** What was done, in a few words; unique. */
  readonly did: string
  /** The code that its message ends with. */
  readonly code: ErrorCode
  /** Makes the mistake. @returns what a person is told. */
  readonly says: () => string | Promise<string>
}

const TREE = '{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'
const RUN = 'export async function run() {\n  return { score: 1 }\n}\n'
const sweepFile = (text: string): Promise<string> => planned({ 'sweep.ts': text, 'run.ts': RUN })
const runFile = (text: string): Promise<string> => planned({ 'sweep.ts': sweepTs(TREE), 'run.ts': text })
const LOCK = '/paper/results.lock.json'
const lockOf = (change: object): string =>
  JSON.stringify({
    [`${'a'.repeat(64)} ${'b'.repeat(64)}`]: {
      run: 'mine/lr=0.1',
      pack: 'c'.repeat(64),
      bytes: 1024,
      executions: [],
      ...change,
    },
    format: 1,
  })
const failed = (error: object): string => told(diskProblem(error, ['/work/.bocas']))
const told = (problem: Problem | undefined): string => withCodes(formatProblem(problem!), [problem!.code])

/** As a run that is not started is told of. */
const plain = (problem: Problem | undefined): string => withCodes(`✖ ${problem!.message}`, [problem!.code])

/** Those that can be made without Nx; the others are made in `tools/e2e/mistakes.e2e.ts`. */
export const MISTAKES: readonly Mistake[] = [
  { did: 'a function in a sweep', code: 'not-data', says: () => sweepSays('{ noise: () => 1 }') },
  { did: 'NaN in a sweep', code: 'not-data', says: () => sweepSays('{ lr: sweep([0.1, 0 / 0]) }') },
  { did: 'a date in a sweep', code: 'not-data', says: () => sweepSays('{ day: new Date(0) }') },
  { did: 'a value twice', code: 'listed-twice', says: () => sweepSays('{ lr: sweep([0.1, 0.1]) }') },
  { did: 'two options misspelt', code: 'unknown-option', says: () => sweepSays(TREE, '{ concurency: 2, retires: 1 }') },
  { did: 'a word for a number', code: 'wrong-option-value', says: () => sweepSays(TREE, "{ retries: 'many' }") },
  { did: 'a time in no unit', code: 'wrong-option-value', says: () => sweepSays(TREE, "{ timeout: '10 minuts' }") },
  {
    did: '4,000 runs by a slip',
    code: 'too-many-runs',
    says: () => sweepSays('{ a: sweep([...Array(2000).keys()]), b: sweep([1, 2]) }'),
  },
  { did: 'a sweep of nothing', code: 'no-runs', says: () => sweepSays('{ a: sweep([]) }') },
  { did: 'where that keeps nothing', code: 'no-runs', says: () => sweepSays(TREE, '{ where: () => false }') },
  { did: 'where that answers 1', code: 'wrong-where', says: () => sweepSays(TREE, '{ where: () => 1 }') },
  { did: 'no export in sweep.ts', code: 'no-sweep', says: () => sweepFile('export const x = 1\n') },
  { did: 'no defineSweep', code: 'no-sweep', says: () => sweepFile('export default { lr: 1 }\n') },
  { did: 'two axes of seeds', code: 'several-seeds', says: () => sweepSays('{ a: seeds(2), b: seeds(2) }') },
  { did: 'seeds of a text', code: 'wrong-seeds', says: () => sweepSays("{ seed: seeds('3') }") },
  { did: 'a negative seed', code: 'wrong-seeds', says: () => sweepSays('{ seed: seeds([-1]) }') },
  { did: 'a key with a dot', code: 'wrong-key', says: () => sweepSays("{ 'model.lr': 1 }") },
  {
    did: 'an alternative that is a number',
    code: 'wrong-alternative',
    says: () => sweepSays('{ tactic: sweep({ line: 1 }) }'),
  },
  {
    did: 'a key `name` in an alternative',
    code: 'wrong-alternative',
    says: () => sweepSays("{ tactic: sweep({ line: { name: 'x' } }) }"),
  },
  {
    did: 'a label of no key',
    code: 'unknown-label-key',
    says: () => sweepSays(TREE, "{ labels: { 'model.lr': 'rate' } }"),
  },
  { did: 'a name with a space', code: 'wrong-name', says: () => sweepSays('{ lr: 1 }', "{ name: () => 'a b' }") },
  { did: 'one name for all runs', code: 'same-name', says: () => sweepSays(TREE, "{ name: () => 'a' }") },
  {
    did: 'a role that does not exist',
    code: 'wrong-role',
    says: () => sweepSays(TREE, "{ metrics: { chose: ['val.*'] } }"),
  },
  {
    did: '`seed` for `seeds`',
    code: 'unknown-export',
    says: () => sweepFile("import { defineSweep, seed } from 'bocas'\nexport default defineSweep({ s: seed(3) })\n"),
  },
  {
    did: 'a bracket too few in sweep.ts',
    code: 'syntax-error',
    says: () => sweepFile("import { defineSweep } from 'bocas'\nexport default defineSweep({ lr: 0.1 0.2 })\n"),
  },
  { did: 'the time in a sweep', code: 'volatile-sweep', says: () => sweepSays('{ lr: Date.now() }') },
  { did: 'a random number in a sweep', code: 'volatile-sweep', says: () => sweepSays('{ lr: Math.random() }') },
  {
    did: 'a file read by a sweep',
    code: 'volatile-sweep',
    says: () =>
      sweepFile(
        "import { readFileSync } from 'node:fs'\nimport { defineSweep } from 'bocas'\nexport default defineSweep({ a: readFileSync('x.csv', 'utf8') })\n",
      ),
  },
  { did: 'process.exit in a sweep', code: 'sweep-ended', says: () => sweepFile('process.exit(0)\nexport default 1\n') },
  {
    did: 'an error thrown by sweep.ts',
    code: 'threw-while-loading',
    says: () =>
      sweepFile(
        "import { defineSweep } from 'bocas'\nconst a: any = undefined\nexport default defineSweep({ lr: a.x })\n",
      ),
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
  {
    did: 'a metric misspelt in select',
    code: 'unknown-metric',
    says: () => figuresSay(({ runs }) => void runs.select({ each: 'optimizer', by: 'val.acuracy', max: true })),
  },
  {
    did: 'a key misspelt in a table',
    code: 'unknown-key',
    says: () =>
      figuresSay(({ runs, table }) =>
        table('scores', runs, { rows: 'optimiser', show: 'test.accuracy', better: 'max' }),
      ),
  },
  {
    did: 'an option misspelt in a figure',
    code: 'unknown-option',
    says: () =>
      figuresSay(({ runs, bars }) => bars('scores', runs, { x: 'optimizer', y: 'test.loss', xlabel: 'x' } as never)),
  },
  {
    did: 'a column of a series misspelt',
    code: 'unknown-column',
    says: () =>
      figuresSay(({ runs, lines }) =>
        lines('loss', runs.only({ model: { lr: 0.1 } }), { y: 'history.los', by: 'optimizer' }),
      ),
  },
  {
    did: 'a mean over different settings',
    code: 'mixed-mean',
    says: () => figuresSay(({ runs, fact, mean }) => fact('score', mean(runs, 'test.accuracy'))),
  },
  {
    did: 'figures of no runs',
    code: 'nothing-to-show',
    says: () =>
      figuresSay(({ runs, table }) =>
        table(
          'scores',
          runs.only(() => false),
          { rows: 'optimizer', show: 'test.accuracy', better: 'max' },
        ),
      ),
  },
  {
    did: 'two facts of one name',
    code: 'name-taken',
    says: () => figuresSay(({ runs, fact, count }) => ['a', 'A'].forEach((name) => fact(name, count(runs)))),
  },
  {
    did: 'a choice by what is reported',
    code: 'chosen-by-report',
    says: () => figuresSay(({ runs }) => void runs.select({ each: 'optimizer', by: 'test.accuracy', max: true })),
  },
  {
    did: 'a percentage shown as percent',
    code: 'percent-twice',
    says: () =>
      figuresSay(({ runs, fact, mean }) =>
        fact('time', mean(runs.only({ optimizer: 'sgd', model: { lr: 0.1 } }), 'seconds'), { as: 'percent' }),
      ),
  },
  {
    did: '`line(` for `lines(`',
    code: 'not-defined',
    says: () =>
      figuresSay((kit) => {
        const { line } = kit as never as { line: (name: string) => void }
        line('loss')
      }),
  },
  ...MISTAKES_OF_FIGURES,
  ...MISTAKES_OF_ENGINES,
  { did: 'no latexmk', code: 'no-latexmk', says: withoutLatexmk },
  {
    did: 'a package in another version than the lockfile says',
    code: 'other-packages',
    says: () =>
      inWorkspace({ '/node_modules/knn/package.json': '{ "name": "knn", "version": "1.0.0" }' }, ({ root }) => {
        const loadable = { folders: [{ folder: 'node_modules/knn', version: '2.0.0' }] }
        return Promise.resolve(plain(refusalOf(root, { run: { loadable }, env: [] } as never, {})))
      }),
  },
  { did: 'a folder that is there', code: 'files-in-the-way', says: filesInTheWay },
  {
    did: 'a number typed in the text',
    code: 'typed-number',
    says: () =>
      paperSays(
        '#import "build/bocas.typ": fact\nThe accuracy is 83.9 % on moons, and #fact("moons.accuracy") again.\n',
        {},
        true,
      ),
  },
  {
    did: 'a fact, a figure and a table misspelt',
    code: 'unknown-in-text',
    says: () =>
      paperSays(
        '#import "build/bocas.typ": fact, fig, tab\n#fact("moons.acuracy")\n#fact("moons.accuracy:std")\n#fig("moons/learn")\n#tab("moons/x")\n',
      ),
  },
  {
    did: 'no #import in the text',
    code: 'missing-import-in-text',
    says: () => paperSays('The value is #fact("moons.accuracy").\n'),
  },
  { did: 'two main files', code: 'several-main-files', says: () => mainFilesSay('paper/main.typ', 'paper/main.tex') },
  { did: 'papers among the tasks', code: 'wrong-folder', says: () => optionsSay({ paperDir: 'tasks/paper' }) },
  { did: 'a folder outside', code: 'wrong-folder', says: () => optionsSay({ tasksDir: '../tasks' }) },
  { did: 'tasksdir', code: 'unknown-option', says: () => optionsSay({ tasksdir: 'tasks' }) },
  {
    did: 'types to be right, and wrong',
    code: 'wrong-types',
    says: () =>
      formatted('the types of mine', [
        {
          code: 'wrong-types',
          message: "tasks/mine/run.ts:3:9 Type 'string' is not assignable to type 'number'. (TS2322)",
        },
      ]),
  },
  { did: 'bocas verfiy', code: 'unknown-command', says: () => commandSays(['verfiy']) },
  { did: 'bocas plan mien', code: 'unknown-task', says: () => commandSays(['plan', 'mien']) },
  {
    did: 'a run that does not exist',
    code: 'unknown-run',
    says: () => commandSays(['accept', 'mine/lr=0.3', '--because', 'x']),
  },
  { did: 'bocas logs nope', code: 'unknown-run', says: () => commandSays(['logs', 'nope']) },
  { did: 'bocas accept without a reason', code: 'missing-reason', says: () => commandSays(['accept', 'mine']) },
  { did: 'bocas plan --jsn', code: 'unknown-option', says: () => commandSays(['plan', '--jsn']) },
  { did: 'bocas plan --parallel many', code: 'not-a-count', says: () => commandSays(['plan', '--parallel', 'many']) },
  { did: 'bocas diff main without git', code: 'no-git', says: () => commandSays(['diff', 'main']) },
  { did: 'bocas trace before anything is drawn', code: 'nothing-drawn-yet', says: () => commandSays(['trace', 'x']) },
  {
    did: 'bocas status --watch --json',
    code: 'exclusive-options',
    says: () => commandSays(['status', '--watch', '--json']),
  },
  { did: 'bocas pull without a lock', code: 'no-results-lock', says: () => commandSays(['pull']) },
  {
    did: 'a lock with a conflict',
    code: 'damaged-results-lock',
    says: () => commandSays(['pull'], { [LOCK]: '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> side\n' }),
  },
  {
    did: 'a lock that was edited',
    code: 'damaged-results-lock',
    says: () => commandSays(['pull'], { [LOCK]: lockOf({ pack: '../../x' }) }),
  },
  { did: 'bocas push to nowhere', code: 'no-remote', says: () => commandSays(['push']) },
  {
    did: 'bocas push to the web',
    code: 'no-remote',
    says: () => commandSays(['push', '--to', 'https://example.org/x']),
  },
  {
    did: 'an address with a password',
    code: 'wrong-address',
    says: () => commandSays(['push', '--to', 'https://me:secret@example.org/x']),
  },
  {
    did: 'http for a remote',
    code: 'wrong-address',
    says: () => commandSays(['push', '--to', 'http://example.org/x']),
  },
  {
    did: 'a remote that has lost an object',
    code: 'result-refused',
    says: () => commandSays(['pull', '--from', '.', '--quiet'], { [LOCK]: lockOf({}) }),
  },
  {
    did: 'a server that is not there',
    code: 'remote-unusable',
    says: () =>
      told(gaveUp('s3://results/lab', new PassingFault('results.example.org does not answer (ENOTFOUND)')).problems[0]),
  },
  {
    did: 'a result that a cache has brought',
    code: 'foreign-result',
    says: () => {
      const foreign = notLocked('0123456789ab')
      return told({ ...foreign, message: `damaged: ${foreign.message}`, path: 'mine/lr=0.1' })
    },
  },
  { did: 'bocas outside of a workspace', code: 'outside-a-workspace', says: () => outsideSays(['plan']) },
  { did: 'BOCAS_TRAIN=nevr', code: 'unknown-word', says: () => switchSays({ BOCAS_TRAIN: 'nevr' }) },
  { did: 'BOCAS_PARALLEL=many', code: 'not-a-count', says: () => switchSays({ BOCAS_PARALLEL: 'many' }) },
  { did: 'try with a key misspelt', code: 'unknown-key', says: () => trySays('rat=1') },
  { did: 'try with a word for a number', code: 'wrong-override', says: () => trySays('noise=high') },
  { did: 'try with an alternative misspelt', code: 'wrong-override', says: () => trySays('tactic=bump') },
  { did: 'try without a value', code: 'wrong-override', says: () => trySays('noise') },
  { did: 'try with a key twice', code: 'wrong-override', says: () => trySays('noise=1', 'noise=2') },
  {
    did: 'try --noise=0.5',
    code: 'unknown-flag',
    says: () => formatted('nx run mine:try', flagProblems({ noise: 0.5 })),
  },
  { did: 'a task with capitals', code: 'wrong-name', says: () => generatorSays('MyTask') },
  { did: 'a task by its path', code: 'wrong-name', says: () => generatorSays('tasks/mine') },
  { did: 'a task that Windows cannot keep', code: 'wrong-name', says: () => generatorSays('aux') },
  { did: 'a task that is there', code: 'name-taken', says: () => generatorSays('mine', ['mine']) },
  { did: 'a task called paper', code: 'name-taken', says: () => generatorSays('paper') },
  { did: 'Node 18', code: 'old-node', says: () => tooOldSays({ Node: '18.20.4', Nx: '24.0.6' }) },
  { did: 'Nx 21', code: 'old-nx', says: () => tooOldSays({ Node: '24.9.0', Nx: '21.6.1' }) },
]
