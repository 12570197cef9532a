import { workspacePaths, writeFacts, writeProvenance } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { judge } from './noise'
import { makerOf } from './makers'
import { snapshotOf } from './snapshot'

const RUNS = ['a', 'b', 'c', 'd'].map((name) => `toy/${name}`)
const VALUES = [0.1, 0.2, NaN, 0.3]
const run = (id: string) => ({ key: `key of ${id}`, config: {} })
const cell = { row: ['x'], column: [], text: '0.20 ± 0.10 (3/4)', runs: RUNS, metric: 'score', values: VALUES }
const { values: _values, ...bare } = cell

describe('what bocas diff compares', () => {
  let workspace: TestWorkspace
  beforeEach(async () => {
    workspace = testWorkspace({})
    const paths = workspacePaths(workspace.root)
    const estimate = {
      kind: 'estimate' as const,
      text: '0.20 ± 0.10',
      mean: 0.2,
      sd: 0.1,
      as: 'percent' as const,
      runs: RUNS,
    }
    await writeFacts(paths.facts('toy'), {
      task: 'toy',
      facts: {
        metric: { ...estimate, n: 3, of: 4 },
        groups: { ...estimate, n: 2 },
        untold: { ...estimate, n: 3 },
        word: { kind: 'label', text: 'x', runs: RUNS },
      },
    })
    await writeProvenance(paths.provenance('toy'), {
      task: 'toy',
      files: {},
      runs: Object.fromEntries(RUNS.map((id) => [id, run(id)])),
      facts: {
        metric: { runs: RUNS, metric: 'score', values: VALUES },
        groups: { runs: RUNS, terms: [0, 2].map((at) => ({ name: 'g', runs: RUNS.slice(at, at + 2), values: [at] })) },
        untold: { runs: RUNS },
        word: { runs: RUNS },
      },
      figures: {},
      tables: {
        main: {
          cells: [
            { ...cell, mean: 0.2, sd: 0.1, n: 3, as: 'percent' },
            { ...bare, row: ['y'] },
          ],
        },
      },
    })
  })
  afterEach(() => workspace.remove())

  it('are means with the values, n and scale that are written down beside them, and nothing is guessed', async () => {
    const { numbers } = (await snapshotOf(makerOf(workspace.root, 'toy')!))!
    const keys = RUNS.map((id) => `key of ${id}`)
    const known = { mean: 0.2, sd: 0.1, keys, factor: 100 }
    expect(numbers.map(({ name, mean }) => [name, mean])).toEqual([
      ['toy.groups', { ...known, n: 2, values: [0, 2] }],
      ['toy.metric', { ...known, n: 3, values: [0.1, 0.2, 0.3] }],
      ['toy.untold', { ...known, n: 3, values: [] }],
      ['toy.word', undefined],
      ['toy/main: x', { ...known, n: 3, values: [0.1, 0.2, 0.3] }],
      ['toy/main: y', undefined],
    ])
    const untold = numbers.find(({ name }) => name === 'toy.untold')!.mean
    expect(judge([[untold, { ...untold!, keys: [] }]])[0]).toMatchObject({ beyond: null })
  })
})
