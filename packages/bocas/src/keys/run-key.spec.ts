import { runKeys, type RunIngredients } from './run-key'

const ingredients: RunIngredients = {
  code: { 'run.ts': 'a1', '../../library/shuffle.ts': 'b2' },
  packages: [{ name: 'ml-knn', version: '3.0.0', integrity: 'sha512-x' }],
  data: { 'data/x.csv': 'c3' },
  env: { LOCALE: null },
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
    ['declared data', key({ data: { 'data/x.csv': 'c4' } })],
    ['a declared variable that is empty instead of unset', key({ env: { LOCALE: '' } })],
  ])('gives another key for %s', (_, other) => {
    expect(other).not.toBe(key())
  })
})
