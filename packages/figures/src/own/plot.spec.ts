import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type SKRSContext2D } from '@napi-rs/canvas'
import { Chart, type ChartConfiguration, defaults, type Plugin, type ScriptableContext } from 'chart.js'
import { type ExpectedRun, type ProvenanceFile } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import { type Kit } from '../kit/types'
import { digestsOf, testFolder, testJob, type run, writeResults } from '../test-results'

type ToyKit = Kit<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

/** Drawing takes seconds on a busy machine. */
jest.setTimeout(60_000)

let folder: string
let runs: ExpectedRun[]
beforeAll(async () => {
  folder = await testFolder()
  runs = await writeResults(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const drawn = (draw: (kit: ToyKit) => void, change: Parameters<typeof testJob>[2] = {}, some = runs) =>
  defineFigures<typeof run>(draw).render(testJob(folder, some, change))
const refusal = (draw: (kit: ToyKit) => void): Promise<string> =>
  drawn(draw).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )
const file = (name: string): string => readFileSync(join(folder, 'figures', name), 'latin1')

const BARS = {
  type: 'bar',
  data: { labels: ['sgd', 'adam'], datasets: [{ label: 'accuracy', data: [0.8, 0.9] }] },
} satisfies ChartConfiguration
const alt = 'Two bars; adam is higher.'

describe('a chart of one’s own', () => {
  it('is drawn in all formats at its printed size, with its data, its words and the runs that were read', async () => {
    await drawn(({ runs, plot }) =>
      plot('bars', [runs.only({ optimizer: 'adam' })], BARS, { alt, size: 100, height: 50 }),
    )
    expect(file('bars.pdf')).toContain('/MediaBox [0 0 283 141]')
    expect(file('bars.svg')).toContain('width="283pt" height="141pt"')
    expect(file('bars.png').slice(1, 4)).toBe('PNG')
    expect(file('bars.csv')).toBe('series,x,y\r\naccuracy,sgd,0.8\r\naccuracy,adam,0.9\r\n')
    expect(file('bars.alt.txt')).toBe(`${alt}\n`)
    const { figures, files } = JSON.parse(
      readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8'),
    ) as ProvenanceFile
    expect(figures.bars!.runs).toHaveLength(12)
    expect(figures.bars!.runs.every((id) => id.includes('adam'))).toBe(true)
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['pdf', 'svg', 'png', 'csv', 'alt.txt'].map((ending) => `figures/bars.${ending}`)),
    )
  })

  it('is the same bytes every time, in our font, and leaves the configuration as it was', async () => {
    const before = structuredClone(BARS)
    const draw = ({ runs, plot }: ToyKit) => plot('bars', runs, BARS, { alt })
    const first = await digestsOf((await drawn(draw)).written)
    expect(await digestsOf((await drawn(draw)).written)).toEqual(first)
    expect(BARS).toEqual(before)
    expect(file('bars.pdf')).toContain('Libertinus')
    expect(file('bars.svg')).not.toContain('<text')
  })

  it('takes callbacks, scriptable options, gradients and plugins, and is never animated', async () => {
    const seen: string[] = []
    const plugin: Plugin = {
      id: 'words',
      afterDraw: ({ ctx, chartArea }) => {
        seen.push('plugin')
        ctx.fillText(String(17), chartArea.left + 20, chartArea.top + 10)
      },
    }
    const config: ChartConfiguration<'bar'> = {
      ...BARS,
      data: {
        ...BARS.data,
        datasets: [
          {
            ...BARS.data.datasets[0]!,
            backgroundColor: ({ chart, dataIndex }: ScriptableContext<'bar'>) => {
              const gradient = chart.ctx.createLinearGradient(0, 0, 0, 100)
              gradient.addColorStop(0, dataIndex === 0 ? '#ff0000' : '#00ff00')
              gradient.addColorStop(1, '#0000ff')
              return gradient
            },
          },
        ],
      },
      options: {
        animation: { duration: 10_000, onProgress: () => seen.push('animated') },
        scales: { y: { ticks: { callback: (value) => `${Number(value) * 100} %` } } },
      },
      plugins: [plugin],
    }
    const { notes } = await drawn(({ runs, plot }) => plot('own', runs, config, { alt }))
    expect(notes).toEqual([])
    expect(seen).toEqual(['plugin'])
    expect(file('own.svg')).toContain('Gradient')
  })

  it('has what an author registers for all charts, and our own figures have not', async () => {
    const seen: string[] = []
    const plugin: Plugin = {
      id: 'everywhere',
      afterDraw: ({ config }) => void seen.push((config as { type: string }).type),
    }
    Chart.register(plugin)
    try {
      await drawn(({ runs, plot, scatter }) => {
        plot('own', runs, { type: 'polarArea', data: { labels: ['a'], datasets: [{ data: [1] }] } }, { alt })
        scatter('ours', runs, { x: 'seconds', y: 'test.accuracy' })
      })
    } finally {
      Chart.unregister(plugin)
    }
    expect(seen).toEqual(['polarArea'])
  })

  it('leaves what is asked of all charts as it was', async () => {
    const before = JSON.stringify(defaults)
    await drawn(({ runs, plot }) => plot('bars', runs, BARS, { alt }))
    expect(JSON.stringify(defaults)).toBe(before)
  })

  it('is marked in a draft, which its words say too', async () => {
    const missing = runs.map((one, index) => (index === 0 ? { ...one, dir: join(folder, 'nowhere') } : one))
    const draw = ({ runs, plot }: ToyKit) => plot('bars', runs, BARS, { alt })
    await drawn(draw)
    const whole = file('bars.svg').length
    await drawn(draw, { draft: true }, missing)
    expect(file('bars.svg').length).toBeGreaterThan(whole)
    expect(file('bars.alt.txt')).toBe(`${alt} Draft of 23 of 24 runs.\n`)
  })

  it('warns of texts that overlap, where our own figures are refused', async () => {
    const labels = Array.from({ length: 30 }, (_, index) => `a long name ${index}`)
    const config = {
      type: 'bar' as const,
      data: { labels, datasets: [{ data: labels.map(() => 1) }] },
      options: { scales: { x: { ticks: { autoSkip: false, maxRotation: 0 } } } },
    }
    const { notes } = await drawn(({ runs, plot }) => plot('full', runs, config, { alt }))
    expect(notes).toEqual([expect.stringMatching(/^"a long name 0" and "a long name 1" overlap; .* → in figure full$/)])
  })

  it('has data of its author’s where none can be read off, and says so where there is none', async () => {
    const odd = { type: 'scatter' as const, data: { datasets: [{ data: [{ x: 1, y: 2, deep: { z: 3 } }] }] } }
    const { notes } = await drawn(({ runs, plot }) => {
      plot('odd', runs, odd, { alt })
      plot('said', runs, odd, { alt, data: [{ x: 1, 'a, b': '=1+1' }, { x: null }] })
    })
    expect(notes).toEqual(['no data could be read off it, so there is no CSV; give it: data: [{ … }] → in figure odd'])
    expect(existsSync(join(folder, 'figures', 'odd.csv'))).toBe(false)
    expect(file('said.csv').split('\r\n')[0]).toBe('x,"a, b"')
    expect(file('said.csv')).not.toContain(',=1+1')
  })

  it.each([
    [
      'points',
      {
        datasets: [
          {
            label: 's',
            data: [
              { x: 1, y: 2 },
              { x: 3, y: null },
            ],
          },
        ],
      },
      'series,x,y\r\ns,1,2\r\ns,3,\r\n',
    ],
    ['bubbles', { datasets: [{ data: [{ x: 1, y: 2, r: 3 }] }] }, 'x,y,r\r\n1,2,3\r\n'],
    ['pairs', { datasets: [{ data: [[1, 2]] }] }, 'x,y\r\n1,2\r\n'],
    ['ranges', { labels: ['a'], datasets: [{ data: [[1, 2]] }] }, 'x,low,high\r\na,1,2\r\n'],
    ['two', { labels: ['a'], datasets: [{ data: [1] }, { data: [2] }] }, 'series,x,y\r\n1,a,1\r\n2,a,2\r\n'],
  ])('reads off %s', async (name, data, csv) => {
    await drawn(({ runs, plot }) => plot(name, runs, { type: 'line', data } as never, { alt }))
    expect(file(`${name}.csv`)).toBe(csv)
  })
})

describe('what is wrong with a chart of one’s own is said, all at once', () => {
  it('says which line is missing for the alternative text', async () => {
    const message = await refusal(({ runs, plot }) => {
      plot('a', runs, BARS, {} as never)
      plot('b', runs, BARS, { alt: ' ' })
      plot('c', runs, undefined as never, { alt })
      plot('d', [], BARS, { alt })
      plot('e', runs, BARS, { alt, hight: 3 } as never)
    })
    expect(message).toContain('5 problems in the figures of toy')
    expect(message).toContain('a plot has no alternative text, and nobody but you can say what it shows (at figure a)')
    expect(message).toContain("add to its options: alt: 'Bars of")
    expect(message).toContain('(at figure b)')
    expect(message).toContain('a plot is a configuration of chart.js (at figure c)')
    expect(message).toContain('a figure of your own says which results it was made from (at figure d)')
    expect(message).toContain('there is no option `hight`; did you mean `height`?')
  })

  it('refuses picked seeds that nobody has said, as all figures do', async () => {
    expect(await refusal(({ runs, plot }) => plot('a', runs.only({ seed: 0 }), BARS, { alt }))).toContain(
      '1 of the 4 seeds of a setting (0)',
    )
    await drawn(({ runs, plot }) =>
      plot('a', runs.only({ seed: 0 }), BARS, { alt, optimistic: 'seed 0 as an example' }),
    )
    const { figures } = JSON.parse(readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8')) as ProvenanceFile
    expect(figures.a!.said).toContain('optimistic: seed 0 as an example')
  })

  it.each<[string, (context: SKRSContext2D) => void, string]>([
    ['shadows', (context) => (context.shadowBlur = 3), '`shadowBlur` cannot be drawn'],
    [
      'blending',
      (context) => (context.globalCompositeOperation = 'multiply'),
      '`globalCompositeOperation` cannot be drawn',
    ],
    ['patterns', (context) => context.createPattern({} as never, 'repeat'), '`createPattern` cannot be drawn'],
    ['outlines of text', (context) => context.strokeText('a', 1, 1), 'the outline of a text cannot be drawn'],
    ['pixels', (context) => context.getImageData(0, 0, 1, 1), '`getImageData` cannot be drawn'],
    ['characters without a glyph', (context) => context.fillText('统计', 9, 9), 'the figure font has no "统" (U+7EDF)'],
  ])('says of %s that not all formats have them', async (_, paint, expected) => {
    const plugins = [{ id: 'x', afterDraw: ({ ctx }: { ctx: SKRSContext2D }) => paint(ctx) }]
    expect(await refusal(({ runs, plot }) => plot('a', runs, { ...BARS, plugins }, { alt }))).toContain(expected)
  })

  it.each<[string, object, string]>([
    ['nothing', {}, 'a plot is a configuration of chart.js (at figure a)'],
    ['no kind', { type: undefined }, 'and this one has no `type`'],
    ['no datasets', { data: {} }, '`data.datasets` is no list'],
    ['datasets of another kind', { data: { datasets: 5 } }, '`data.datasets` is no list'],
    ['no dataset', { data: { datasets: [null] } }, '`data.datasets` is no list'],
    ['labels of another kind', { data: { labels: 5, datasets: [] } }, '`data.labels` is no list'],
    ['an axis of no kind', { options: { scales: { y: { type: 'cubic' } } } }, '"cubic" is not a registered scale'],
    ['no plugin', { plugins: [null] }, 'chart.js could not draw it'],
    [
      'a callback that throws',
      { options: { scales: { y: { ticks: { callback: (value: unknown) => (value as never)['a']['b'] as string } } } } },
      'chart.js could not draw it',
    ],
    ['data of another kind', { data: { datasets: [{ data: 'abc' }] } }, ''],
    ['no data', { data: { datasets: [{}] } }, ''],
    ['numbers that are none', { data: { labels: ['a'], datasets: [{ data: [NaN, Infinity, null, 'x'] }] } }, ''],
    [
      'numbers without an end',
      { type: 'line', data: { labels: ['a', 'b'], datasets: [{ data: [1e308, -1e308] }] } },
      '',
    ],
    ['no options', { options: null }, ''],
    ['nothing to draw', { data: { datasets: [] } }, ''],
  ])('says what is wrong with a configuration that has %s, or draws it', async (what, change, expected) => {
    const config = what === 'nothing' ? {} : { ...BARS, ...change }
    const message = await refusal(({ runs, plot }) => plot('a', runs, config as never, { alt }))
    expect(message).toContain(expected === '' ? 'nothing was refused' : expected)
    if (expected === '') expect(file('a.svg').match(/[ ",(]-?(?:NaN|Infinity)[ ",)]/g)).toBeNull()
  })

  it('says what chart.js says', async () => {
    const config = { type: 'sankey', data: { datasets: [{ data: [] }] } }
    expect(await refusal(({ runs, plot }) => plot('a', runs, config as never, { alt }))).toContain(
      '"sankey" is not a registered controller. (at figure a)',
    )
  })
})
