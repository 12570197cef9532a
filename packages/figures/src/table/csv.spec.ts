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
