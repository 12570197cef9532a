import { drawingOf } from '../../chartjs/chartjs-renderer'
import { textProblems } from '../../chartjs/text-problems'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const RUNS: TestRun[] = ['a', 'b'].flatMap((k) =>
  [0, 1, 2].map((seed): TestRun => [{ seed, k } as never, { loss: seed + (k === 'a' ? 1 : 2), cost: 3 }]),
)
const panels = (options: object, draw: (plots: AnyKit, runs: never) => void) => (kit: AnyKit) =>
  (kit['panels'] as unknown as (name: string, options: object, draw: (plots: AnyKit) => void) => void)(
    'f',
    options,
    (plots) => draw(plots, kit.runs),
  )
const two = (plots: AnyKit, runs: never) => {
  plots['bars']!('means', runs, { x: 'k', y: 'loss' })
  plots['scatter']!('each run', runs, { x: 'cost', y: 'loss', by: 'k' })
}

describe('panels of different kinds', () => {
  it('have letters and titles, and say and keep what each shows', async () => {
    const figure = await figureOf(RUNS, panels({ size: 'text' }, two))
    const { texts } = drawingOf(figure)
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['(a)', 'means', '(b)', 'each run']))
    expect(textProblems(texts, figure.size)).toEqual([])
    expect(altText(figure)).toMatch(
      /^\(a\) means: Bar chart of loss by k: a, b\. .* \(b\) each run: Scatter plot of loss against cost; 2 groups: a, b\./,
    )
    const lines = toDataCsv(figure).split('\r\n')
    expect(lines[0]).toBe('panel,series,k,loss,low,high,n,kind,cost')
    expect(new Set(lines.slice(1, -1).map((line) => line.slice(0, 3)))).toEqual(new Set(['(a)', '(b)']))
  })

  it('stand below each other in a column', async () => {
    const figure = await figureOf(RUNS, panels({}, two))
    expect(figure.kind === 'panels' && figure.panels.map(({ left }) => left)).toEqual([0, 0])
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it.each<[string, object, (plots: AnyKit, runs: never) => void, string]>([
    ['none', {}, () => undefined, 'there are no panels'],
    [
      'a size of their own',
      {},
      (p, r) => p['bars']!('x', r, { x: 'k', y: 'loss', size: 'text' }),
      'panel "x": `size` is that of all panels together',
    ],
    ['too many beside each other', { columns: 2 }, two, '2 panels in 2 columns leave each'],
    ['a wrong option of one', {}, (p, r) => p['bars']!('x', r, { x: 'q', y: 'loss' }), 'no run has a key "q"'],
    ['a wrong option of all', { colums: 2 }, two, 'there is no option `colums`'],
  ])('are refused for %s', async (_, options, draw, message) => {
    await expect(figureOf(RUNS, panels(options, draw))).rejects.toThrow(message)
  })

  it('of a draft are marked', async () => {
    const figure = await figureOf(RUNS, panels({ size: 'text' }, two), true)
    expect(figure.draft).toBe('6 of 6 runs')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })
})
