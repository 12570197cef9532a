import { excessOf, fairShares, layOutTable } from './layout'
import { headPaths } from './heads'
import { type Table } from './table'
import { cellOf, tableOfRow } from './test-cells'

const named = (names: readonly string[], heads: readonly string[], change: Partial<Table> = {}) => {
  const cells = heads.map(() => cellOf('97.12', '0.14'))
  return tableOfRow(cells, {
    heads: heads.map((text) => ({ text })),
    rows: names.map((name) => ({ heads: [name], cells })),
    ...change,
  })
}
const headTexts = ({ heads }: Table) => headPaths(heads).map((path) => path.at(-1)!.text)

describe('a table', () => {
  it('that fits its width is left alone', () => {
    const table = named(['logistic regression', 'SVM'], ['validation accuracy (%)'])
    expect(layOutTable(table)).toEqual(table)
  })

  it('that is too wide has its heads broken, and its names left alone', () => {
    const table = layOutTable(
      named(['random forest'], ['validation accuracy (%)', 'test accuracy (%)', 'macro F1 (%)']),
    )
    expect(headTexts(table)).toEqual(['validation\naccuracy (%)', 'test\naccuracy (%)', 'macro F1 (%)'])
    expect(table.rows[0]!.heads).toEqual(['random forest'])
    expect(excessOf(table)).toBeLessThanOrEqual(1)
  })

  it('of long names has them broken as far as there is room', () => {
    const name = 'gradient boosting over stumps with early stopping'
    const table = layOutTable(named([name], ['accuracy', 'F1']))
    expect(table.rows[0]!.heads[0]!.split('\n')).toHaveLength(2)
    expect(excessOf(table)).toBeLessThanOrEqual(1)
    expect(layOutTable(named([name], ['accuracy', 'F1'], { width: 'text' })).rows[0]!.heads).toEqual([name])
  })

  it('of too many numbers stays too wide, which is said', () => {
    expect(excessOf(layOutTable(named(['a'], ['1', '2', '3', '4', '5', '6', '7'])))).toBeGreaterThan(1.5)
    expect(excessOf(layOutTable(named(['a'], ['1', '2', '3'], { width: 'any' })))).toBe(0)
  })
})

it('who needs less than an equal share leaves the rest to the others', () => {
  expect(fairShares([2, 10, 20], 30)).toEqual([2, 10, 18])
  expect(fairShares([20, 2, 10], 12)).toEqual([5, 2, 5])
  expect(fairShares([1, 1], -4)).toEqual([0, 0])
})
