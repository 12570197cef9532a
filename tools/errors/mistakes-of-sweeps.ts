import type { Mistake } from './mistake'
import { planned, RUN, sweepSays, TREE } from './provoke'

const sweepFile = (text: string): Promise<string> => planned({ 'sweep.ts': text, 'run.ts': RUN })

/** Mistakes in `sweep.ts`. */
export const MISTAKES_OF_SWEEPS: readonly Mistake[] = [
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
]
