import { runKeys, type ProgramIngredients, type RunIngredients } from './run-key'

const ingredients: RunIngredients = {
  code: { 'run.ts': 'a1', '../../library/shuffle.ts': 'b2' },
  packages: [{ name: 'ml-knn', version: '3.0.0', integrity: 'sha512-x' }],
  data: { 'data/x.csv': 'c3' },
  env: { LOCALE: null },
}
const program: ProgramIngredients = {
  line: 'python3 train.py',
  env: {},
  interpreter: 'Python 3.11.2',
  inputs: { 'train.py': 'e5' },
  lock: { 'uv.lock': 'f6' },
}
const key = (change: Partial<RunIngredients> = {}, config: unknown = { lr: 0.1, model: { units: 8 } }) =>
  runKeys({ ...ingredients, ...change })(config)

describe('runKeys', () => {
  it('gives the same key for the same config in another order', () => {
    expect(key({}, { model: { units: 8 }, lr: 0.1 })).toBe(key())
  })

  it.each<[string, string]>([
    ['a config value', key({}, { lr: 0.2, model: { units: 8 } })],
    ['the code of a file', key({ code: { ...ingredients.code, 'run.ts': 'a2' } })],
    ['a file more', key({ code: { ...ingredients.code, './model.ts': 'd4' } })],
    ['a package version', key({ packages: [{ name: 'ml-knn', version: '3.0.1', integrity: 'sha512-x' }] })],
    ['a package integrity', key({ packages: [{ name: 'ml-knn', version: '3.0.0', integrity: 'sha512-y' }] })],
    [
      'a package that is given another version of a dependency',
      key({ packages: [{ ...ingredients.packages[0]!, uses: ['ml-distance@4.0.0'] }] }),
    ],
    ['declared data', key({ data: { 'data/x.csv': 'c4' } })],
    ['a data file less', key({ data: {} })],
    ['a declared variable that is empty instead of unset', key({ env: { LOCALE: '' } })],
  ])('gives another key for %s', (_, other) => {
    expect(other).not.toBe(key())
  })

  it.each<[string, Partial<ProgramIngredients>]>([
    ['its line', { line: 'python3 train.py --fast' }],
    ['a variable that it is given', { env: { OMP_NUM_THREADS: '1' } }],
    ['its interpreter', { interpreter: 'Python 3.12.0' }],
    ['one of its files', { inputs: { 'train.py': 'e6' } }],
    ['the lock file of its packages', { lock: { 'uv.lock': 'f7' } }],
  ])('gives another key for a program when %s changes', (_, change) => {
    expect(key({ program })).not.toBe(key())
    expect(key({ program: { ...program, ...change } })).not.toBe(key({ program }))
  })

  it('tells a seed of seeds(…) from a plain value of the same name, because only the first is ctx.seed', () => {
    const keyOf = runKeys(ingredients)
    const config = { lr: 0.1, seed: 0 }
    expect(keyOf(config, { path: 'seed', value: 0 })).not.toBe(keyOf(config))
  })

  it('is a SHA-256 in hexadecimal', () => {
    expect(key()).toMatch(/^[0-9a-f]{64}$/)
  })

  it('takes no config that is not JSON data', () => {
    expect(() => key({}, { lr: NaN })).toThrow('NaN is not JSON data')
    expect(() => key({}, { lr: undefined })).toThrow('undefined is not JSON data')
  })
})
