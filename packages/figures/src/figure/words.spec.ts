import { altText } from './alt-text'
import { toDataCsv } from './data-csv'
import type { Figure } from './figure'
import type { BarsFigure, HeatmapFigure, LinesFigure, ScatterFigure } from './plot'

const frame = { name: 'f', size: { width: 232, height: 161 } }
const x = { label: 'epoch', scale: 'linear' as const }
const y = { label: 'loss, in nats', scale: 'log' as const }
const lines: LinesFigure = {
  ...frame,
  kind: 'lines',
  spread: 'bands',
  note: 'mean ± sd, n = 3',
  x,
  y,
  series: [
    {
      label: 'sgd',
      points: [
        { x: 1, y: 2, low: 1.5, high: 2.5 },
        { x: 2, y: 0.123456 },
      ],
    },
    {
      label: 'adam, tuned',
      points: [
        { x: 1, y: 1 },
        { x: 2, y: NaN },
      ],
    },
  ],
  annotations: [{ y: 0.5, label: 'published' }, { x: 1 }],
}
const bars: BarsFigure = {
  ...frame,
  kind: 'bars',
  x: { label: 'method', groups: ['a', 'b'] },
  y: { label: 'error', scale: 'linear' },
  series: [{ label: '', bars: [{ y: 1, low: 0, high: 2, values: [0.5, 1.5] }, null] }],
}
const heatmap: HeatmapFigure = {
  ...frame,
  kind: 'heatmap',
  x: { label: 'rate', groups: ['0.1', '0.2'] },
  y: { label: 'method', groups: ['a'] },
  value: { label: 'accuracy' },
  cells: [
    [
      { value: 0.5, text: '0.500' },
      { value: -0.25, text: '−0.250' },
    ],
  ],
}
const pareto: ScatterFigure = {
  ...frame,
  kind: 'scatter',
  x: { label: 'seconds', scale: 'linear' },
  y: { label: 'accuracy', scale: 'linear' },
  front: { x: 'min', y: 'max' },
  series: [
    {
      label: 's',
      points: [
        { x: 1, y: 1, label: 'k = 1' },
        { x: 2, y: 0.5, label: 'k = 2' },
      ],
    },
  ],
}

describe('the data of a figure as CSV', () => {
  it('has a line per point, columns that say something, and quotes where they are needed', () => {
    expect(toDataCsv(lines)).toBe(
      [
        'series,epoch,"loss, in nats",low,high',
        'sgd,1,2,1.5,2.5',
        'sgd,2,0.123456,,',
        '"adam, tuned",1,1,,',
        '"adam, tuned",2,NaN,,',
        '',
      ].join('\r\n'),
    )
  })

  it('has the bars and the runs that they are the means of', () => {
    expect(toDataCsv(bars)).toBe(
      ['method,error,low,high,kind', 'a,1,0,2,mean', 'a,0.5,,,run', 'a,1.5,,,run', ''].join('\r\n'),
    )
  })

  it('has the cells of a heatmap, and which points are on a front', () => {
    expect(toDataCsv(heatmap)).toBe(['method,rate,accuracy', 'a,0.1,0.5', 'a,0.2,-0.25', ''].join('\r\n'))
    expect(toDataCsv(pareto)).toBe(
      ['series,setting,seconds,accuracy,front', 's,k = 1,1,1,yes', 's,k = 2,2,0.5,no', ''].join('\r\n'),
    )
  })

  it('has the panels of small multiples', () => {
    const panels = ['one', 'two'].map((title) => ({ title, plot: heatmap }))
    expect(
      toDataCsv({ ...frame, kind: 'facets', by: 'task', panels })
        .split('\r\n')
        .slice(0, 2),
    ).toEqual(['task,method,rate,accuracy', 'one,a,0.1,0.5'])
  })
})

describe('the alternative text', () => {
  it.each<[string, Figure]>([
    [
      'Line plot of loss, in nats (logarithmic) against epoch; 2 lines: sgd; adam, tuned. At the ends of the lines, the lowest value is 0.123 (sgd, epoch 2), the highest 1 (adam, tuned, epoch 1). Marked: published (loss, in nats 0.5); epoch 1. Mean ± sd, n = 3.',
      lines,
    ],
    [
      'Bar chart of error by method: a, b. The only value is 1 (a). Draft of 1 of 2 runs.',
      { ...bars, draft: '1 of 2 runs' },
    ],
    [
      'Heatmap of accuracy for each method and rate: 1 row (a) and 2 columns (0.1, 0.2). The lowest value is −0.250 (a, 0.2), the highest 0.500 (a, 0.1).',
      heatmap,
    ],
    [
      'Scatter plot of accuracy against seconds. The lowest value is 0.500 (s, k = 2), the highest 1 (s, k = 1). 1 of 2 settings is on the front: s, k = 1.',
      pareto,
    ],
    [
      '2 panels with shared axes, one for each task: one, two. Bar chart of error by method: a, b. All values are 1.',
      { ...frame, kind: 'facets', by: 'task', panels: ['one', 'two'].map((title) => ({ title, plot: bars })) },
    ],
    ['There is nothing here.', { ...bars, alt: 'There is nothing here.' }],
  ])('says %s', (text, figure) => {
    expect(altText(figure)).toBe(text)
  })

  it('says when there is nothing to see', () => {
    expect(altText({ ...bars, series: [{ label: '', bars: [null, null] }] })).toContain('There are no values to show.')
  })
})
