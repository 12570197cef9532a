import { table, tensor, image, type ProvenanceFile, type ExpectedRun } from 'bocas/internal'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from '../define-figures'
import type { Figure } from '../figure/figure'
import type { BarsFigure, HeatmapFigure, ScatterFigure } from '../figure/plot'
import { testFolder, testJob, writeResult } from '../test-results'
import type { Kit } from './types'

interface ToyConfig {
  readonly tactic: 'ours' | 'theirs'
  readonly seed: number
}

const CLASSES = ['cat', 'dog', 'eel'] as const

/** A confusion table with a row per pair, one score per class, points, and the same counts as a tensor. */
const output = ({ tactic, seed }: ToyConfig) => {
  const counts = CLASSES.map((_, truth) =>
    CLASSES.map((_, predicted) => (truth === predicted ? 10 + seed : tactic === 'ours' ? 1 : 3)),
  )
  return {
    accuracy: tactic === 'ours' ? 0.9 : 0.7,
    confusion: table(
      CLASSES.flatMap((truth, row) =>
        CLASSES.map((predicted, column) => ({ truth, said: predicted, count: counts[row]![column]! })),
      ),
    ),
    classes: table(CLASSES.map((name, at) => ({ name, recall: at === 2 && seed === 1 ? null : 0.5 + seed / 10 }))),
    counts: tensor(counts.flat(), [3, 3], 'int32'),
    points: table(Array.from({ length: 5 }, (_, at) => ({ kind: at % 2 === 0 ? 'even' : 'odd', x: at, y: seed * at }))),
    picture: image(onePixel()),
  }
}
export const run = async (config: ToyConfig) => output(config)
type ToyKit = Kit<ToyConfig, Awaited<ReturnType<typeof run>>>

function onePixel(): Uint8Array {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
}

let folder: string
const runs: ExpectedRun[] = []
beforeAll(async () => {
  folder = await testFolder()
  for (const tactic of ['ours', 'theirs'] as const)
    for (const seed of [0, 1, 2]) {
      const config = { tactic, seed }
      runs.push(await writeResult(folder, 'toy', `${tactic}-${seed}`, config, output(config)))
    }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The figures that are asked of a renderer, and what is written down of them. */
async function drawn(
  draw: (kit: ToyKit) => void,
  change: { draft?: boolean; runs?: readonly ExpectedRun[] } = {},
): Promise<{ figures: ReadonlyMap<string, Figure>; provenance: ProvenanceFile; notes: readonly string[] }> {
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'keeper',
    render: async (figure: Figure) => {
      figures.set(figure.name, figure)
      return new Uint8Array()
    },
  }
  const { runs: some = runs, ...job } = change
  const { notes } = await defineFigures<typeof run>(draw, { renderer }).render(testJob(folder, some, job))
  const provenance = JSON.parse(readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8')) as ProvenanceFile
  return { figures, provenance, notes }
}

const refusal = (draw: (kit: ToyKit) => void): Promise<string> =>
  drawn(draw).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )

describe('rows of a stored table', () => {
  it('are a heatmap of means over seeds, which knows its runs', async () => {
    const { figures, provenance } = await drawn(({ runs, rows, heatmap }) => {
      const confusion = rows(runs.only({ tactic: 'ours' }), 'confusion', ['truth', 'said'])
      heatmap('confusion', confusion, { y: 'confusion.truth', x: 'confusion.said', show: 'confusion.count' })
    })
    const map = figures.get('confusion') as HeatmapFigure
    expect(map.x).toEqual({ label: 'said', groups: [...CLASSES] })
    expect(map.cells.map((row) => row.map((cell) => cell?.value))).toEqual([
      [11, 1, 1],
      [1, 11, 1],
      [1, 1, 11],
    ])
    const { runs: ids, cells } = provenance.figures.confusion!
    expect(ids).toEqual(['toy/ours-0', 'toy/ours-1', 'toy/ours-2'])
    expect(cells[0]).toMatchObject({
      row: ['cat'],
      column: ['cat'],
      metric: 'confusion.count',
      runs: ids,
      values: [10, 11, 12],
      mean: 11,
    })
  })

  it('are bars and boxes, groups by their keys and by those of their runs; what is empty is in no mean', async () => {
    const { figures } = await drawn(({ runs, rows, bars }) =>
      bars('recall', rows(runs, 'classes', 'name'), { x: 'classes.name', by: 'tactic', y: 'classes.recall' }),
    )
    const { series, note } = figures.get('recall') as BarsFigure
    expect(series[0]!.bars.map((bar) => bar?.y)).toEqual([0.6, 0.6, expect.closeTo(0.6, 12)])
    expect(series[0]!.bars[2]).toMatchObject({ n: 2, of: 3 })
    expect(note).toContain('2 of 18 values not finite, left out')
  })

  it('are points of a scatter, one for each row', async () => {
    const { figures } = await drawn(({ runs, rows, scatter }) =>
      scatter('points', rows(runs, 'points', 'kind'), { x: 'points.x', y: 'points.y', by: 'points.kind' }),
    )
    const { series } = figures.get('points') as ScatterFigure
    expect(series.map(({ label, points }) => [label, points.length])).toEqual([
      ['even', 18],
      ['odd', 12],
    ])
    expect(series.map(({ style }) => style?.color)).toEqual([0, 1])
  })

  it('are facts and comparisons, whose numbers are those that the runs stored', async () => {
    const { provenance } = await drawn(({ runs, rows, fact, mean, compare, table }) => {
      const classes = rows(runs, 'classes', 'name')
      fact('dog', mean(classes.only({ tactic: 'ours', classes: { name: 'dog' } }), 'classes.recall'))
      const all = compare(classes.only({ classes: { name: ['cat', 'dog'] } }), {
        rows: 'classes.name',
        per: 'tactic',
        metric: 'classes.recall',
        better: 'max',
      })
      table('classes', all)
    })
    expect(provenance.facts.dog).toMatchObject({ metric: 'classes.recall', values: [0.5, 0.6, 0.7] })
    expect(provenance.tables.classes!.cells).toHaveLength(4)
  })

  it('say in a draft how many runs there are, and of each row how many it is the mean of', async () => {
    const [first, ...others] = runs as [ExpectedRun, ...ExpectedRun[]]
    const { figures } = await drawn(
      ({ runs, rows, heatmap }) =>
        heatmap('confusion', rows(runs.only({ tactic: 'ours' }), 'confusion', ['truth', 'said']), {
          y: 'confusion.truth',
          x: 'confusion.said',
          show: 'confusion.count',
        }),
      { draft: true, runs: [{ ...first, dir: join(folder, 'nowhere') }, ...others] },
    )
    const map = figures.get('confusion') as HeatmapFigure
    expect(map.draft).toBe('2 of 3 runs')
    expect(map.cells[0]![0]).toMatchObject({ value: 11.5 })
  })

  it('of a draft without any result are nothing yet', async () => {
    const missing = runs.map((one) => ({ ...one, dir: join(folder, 'nowhere', one.name) }))
    const { figures } = await drawn(
      ({ runs, rows, bars }) =>
        bars('recall', rows(runs, 'classes', 'name'), { x: 'classes.name', y: 'classes.recall', over: 'tactic' }),
      { draft: true, runs: missing },
    )
    expect((figures.get('recall') as BarsFigure).draft).toBe('0 of 6 runs')
  })

  it('are refused where a mean would count several rows of a run, or mix rows', async () => {
    expect(
      await refusal(({ runs, rows, bars }) =>
        bars('points', rows(runs.only({ tactic: 'ours' }), 'points', 'kind'), { x: 'points.kind', y: 'points.y' }),
      ),
    ).toContain(
      'the mean of even would count toy/ours-0 several times: its rows differ in no key; give rows() the columns that tell them apart',
    )
    expect(
      await refusal(({ runs, rows, fact, mean }) =>
        fact('recall', mean(rows(runs.only({ tactic: 'ours' }), 'classes', 'name'), 'classes.recall')),
      ),
    ).toContain('would mix runs that differ in classes.name (cat, dog, eel)'.replace(/(cat|dog|eel)/g, '"$1"'))
  })

  it('are chosen as little as seeds: what is picked is said', async () => {
    expect(
      await refusal(({ runs, rows, bars }) =>
        bars('recall', rows(runs.only({ seed: 1 }), 'classes', 'name'), {
          x: 'classes.name',
          by: 'tactic',
          y: 'classes.recall',
        }),
      ),
    ).toContain('1 of the 3 seeds of a setting (1)')
    expect(
      await refusal(({ runs, rows }) => {
        rows(runs, 'classes', 'name').select({ each: 'tactic', by: 'classes.recall', max: true })
      }),
    ).toContain('runs are chosen, not their rows: call select() before rows()')
  })

  it('that are not there are named, with those that are', async () => {
    const wrong = (name: string, keys: string | string[]) =>
      refusal(({ runs, rows }) => void (rows as (...all: unknown[]) => unknown)(runs, name, keys))
    expect(await wrong('confusoin', 'truth')).toContain('there is no artifact "confusoin"; did you mean `confusion`?')
    expect(await wrong('confusion', 'truht')).toContain('has no column "truht"; did you mean `truth`?')
    expect(await wrong('accuracy', 'x')).toContain('`accuracy` is a metric, not a table')
    expect(await wrong('picture', 'x')).toContain('`picture` is an image, not a table')
    expect(await wrong('counts', ['truth'])).toContain(
      'the tensor `counts` has the shape [3, 3]: name its 2 axes, not 1',
    )
    expect(await wrong('confusion', [])).toContain('name what tells the rows of `confusion` apart')
  })
})

it('elements of a tensor have their places as keys and its name as their metric', async () => {
  const { figures } = await drawn(({ runs, rows, heatmap }) =>
    heatmap('counts', rows(runs.only({ tactic: 'theirs' }), 'counts', ['truth', 'said']), {
      y: 'counts.truth',
      x: 'counts.said',
      show: 'counts',
    }),
  )
  const map = figures.get('counts') as HeatmapFigure
  expect(map.cells.map((row) => row.map((cell) => cell?.value))).toEqual([
    [11, 3, 3],
    [3, 11, 3],
    [3, 3, 11],
  ])
})

it('a table that was changed after it was written is not shown', async () => {
  const dir = join(folder, 'changed')
  const one = await writeResult(dir, 'toy', 'x', { seed: 0 }, output({ tactic: 'ours', seed: 0 }))
  writeFileSync(join(one.dir, 'classes.csv'), 'name,recall\ncat,1\n')
  await expect(
    drawn(
      ({ runs, rows, bars }) => bars('x', rows(runs, 'classes', 'name'), { x: 'classes.name', y: 'classes.recall' }),
      {
        runs: [one],
      },
    ),
  ).rejects.toThrow('classes.csv was changed after it was written')
})
