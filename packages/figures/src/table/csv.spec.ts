import { toCsv } from './csv'
import { cellOf, holeOf, tableOfRow } from './test-cells'

it('CSV has a line per cell with the numbers unrounded', () => {
  const shown = cellOf('97.1', '0.2', { n: 4, mark: 'best', rank: 1 })
  const exact = { ...shown, value: { ...shown.value!, center: 0.97123456, error: 0.00212 } }
  const interval = cellOf('3', null, { interval: { low: '2', high: '5' }, signs: '*', rank: 2 })
  const columns = ['a', 'b', 'c'].map((metric) => ({
    metric: `m.${metric}`,
    values: ['x, y'],
    unit: metric === 'a' ? '%' : '',
  }))
  const keys = { rows: ['tactic'], cols: ['task'] }
  expect(toCsv(tableOfRow([exact, interval, holeOf(5)], { columns, keys }))).toBe(
    [
      'tactic,task,metric,shown,value,error,low,high,n,of,rank,mark,signs',
      'a & b,"x, y",m.a,97.1 ± 0.2 % (4/5),0.97123456,0.00212,,,4,5,1,best,',
      'a & b,"x, y",m.b,"3 [2, 5]",3,,2,5,5,5,2,,*',
      'a & b,"x, y",m.c,— (0/5),,,,,0,5,,,',
      '',
    ].join('\r\n'),
  )
})

it('a name that a spreadsheet would take for a formula is marked as text, and a number is not', () => {
  const [heads, line] = toCsv(
    tableOfRow([{ ...cellOf('-1', null), value: { ...cellOf('-1', null).value!, center: -1 } }], {
      columns: [{ metric: '@m', values: ['-0.1'], unit: '' }],
      keys: { rows: ['=cmd|x'], cols: ['lr'] },
    }),
  ).split('\r\n')
  expect(heads!.startsWith("'=cmd|x,lr,metric,")).toBe(true)
  expect(line).toContain(",-0.1,'@m,")
  expect(line).toContain(',-1,')
})
