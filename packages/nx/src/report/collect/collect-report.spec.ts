import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, workspacePaths, writeFacts, writeProvenance, writeResultFile } from 'bocas/internal'
import { exactCodeDigest, runsDigest } from '../../graph/names'
import { newPlanning, planTask } from '../../plan/plan-task'
import { installBocas } from '../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { collectReport } from './collect-report'

// The workspace bundles its workers anew.
jest.setTimeout(120_000)

const SWEEP = `
  import { defineSweep, seeds } from 'bocas'
  export default defineSweep({ lr: 0.1, seed: seeds(3) })`

describe('a report', () => {
  let workspace: TestWorkspace
  const collected = async () => {
    const { data } = await collectReport(workspace.root, { title: 'toy', tasks: ['toy'] })
    const [fact] = data.outputs
    return { outdated: fact?.outdated, notes: data.tasks[0]!.notes, data }
  }
  const planned = () => planTask(workspace.root, 'tasks/toy/sweep.ts', newPlanning())

  /** Results of all runs, and what a `figures.ts` has made of them. */
  beforeAll(async () => {
    workspace = testWorkspace({
      'nx.json': '{}',
      'tasks/toy/sweep.ts': SWEEP,
      'tasks/toy/run.ts': `export const run = ({ lr }: { lr: number }) => ({ loss: lr })`,
      'tasks/toy/figures.ts': `export default 1`,
    })
    installBocas(workspace)
    const paths = workspacePaths(workspace.root)
    const plan = await planned()
    const runs = plan.runs!.map(({ name, key }) => ({ task: 'toy', name, key }))
    for (const { key, config, seed } of plan.runs!) {
      mkdirSync(paths.entry(key), { recursive: true })
      const artifacts = { loss: { kind: 'metrics', data: 0.5 } }
      await writeResultFile(paths.entry(key), { key, config, ...(seed && { seed }), artifacts, payloads: {} })
    }
    const ids = runs.map(({ name }) => `toy/${name}`)
    for (const folder of ['facts', 'provenance']) mkdirSync(join(paths.paper, folder), { recursive: true })
    await writeFacts(paths.facts('toy'), {
      task: 'toy',
      facts: { best: { kind: 'label', text: 'here', runs: ids } },
    })
    await writeProvenance(paths.provenance('toy'), {
      task: 'toy',
      drawn: { code: exactCodeDigest(plan.figures!), runs: runsDigest(runs) },
      files: {},
      runs: Object.fromEntries(plan.runs!.map(({ name, key, config }) => [`toy/${name}`, { key, config }])),
      facts: { best: { metric: 'loss', runs: ids, values: [0.5, 0.5, 0.5] } },
      figures: {},
      tables: {},
    })
  })
  afterAll(() => workspace.remove())

  it('shows what was drawn as it is of now', async () => {
    const { outdated, notes } = await collected()
    expect([outdated, notes]).toEqual([undefined, [expect.stringContaining('facts/toy.json')]])
  })

  it.each<[string, string, (text: string) => string, RegExp]>([
    ['the figures are drawn by other code', 'figures.ts', (text) => `${text} + 1`, /were drawn by other code/],
    [
      'a run is gone from the sweep',
      'sweep.ts',
      (text) => text.replace('seeds(3)', 'seeds(2)'),
      /drawn from other runs/,
    ],
    ['the sweep has a new run', 'sweep.ts', (text) => text.replace('seeds(3)', 'seeds(4)'), /drawn from other runs/],
    [
      'a result is of other code',
      'run.ts',
      (text) => text.replace('loss: lr', 'loss: -lr'),
      /earlier results of these/,
    ],
    ['the figures do not load', 'figures.ts', (text) => `${text} }`, /were drawn by other code/],
    [
      'the sweep does not load',
      'sweep.ts',
      (text) => `${text} }`,
      /^Perhaps not of now: the runs of toy cannot be planned\.$/,
    ],
  ])('says of each thing that it is not of now, where %s', async (_what, name, edit, why) => {
    const file = workspace.path('tasks', 'toy', name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, edit(text))
    const { outdated } = await collected()
    writeFileSync(file, text)
    expect(outdated).toMatch(why)
  })

  it('has one reason for all runs that were never executed, whatever is new in each', async () => {
    const file = workspace.path('tasks', 'toy', 'sweep.ts')
    writeFileSync(file, SWEEP.replace('seeds(3)', 'seeds(6)'))
    const { data } = await collected()
    writeFileSync(file, SWEEP)
    expect(data.notes).toEqual({ 3: 'no result yet', 4: 'no result yet', 5: 'no result yet' })
  })

  it('says which number its result denies', async () => {
    const paths = workspacePaths(workspace.root)
    const [{ key, config, seed } = { key: '', config: null, seed: undefined }] = (await planned()).runs!
    const text = readFileSync(join(paths.entry(key), 'result.json'), 'utf8')
    const artifacts = { loss: { kind: 'metrics', data: 0.75 } }
    await writeResultFile(paths.entry(key), { key, config, ...(seed && { seed }), artifacts, payloads: {} })
    const { outdated } = await collected()
    writeFileSync(join(paths.entry(key), 'result.json'), text)
    expect(outdated).toBe(
      'Not of now: the fact best of toy takes loss of toy/seed=0 for 0.5, and its result has 0.75. Draw it again.',
    )
  })

  it('takes no number from a result of which any byte was changed', async () => {
    const paths = workspacePaths(workspace.root)
    const { key, config, seed } = (await planned()).runs![0]!
    const text = readFileSync(join(paths.entry(key), 'result.json'), 'utf8')
    const artifacts = { loss: { kind: 'metrics', data: 0.5 } }
    const payloads = { 'log.txt': { sha256: sha256('as it was'), bytes: 9 } }
    await writeResultFile(paths.entry(key), { key, config, ...(seed && { seed }), artifacts, payloads })
    const states: unknown[] = []
    for (const content of ['as it was', 'as it is?']) {
      writeFileSync(join(paths.entry(key), 'log.txt'), content)
      const { data } = await collected()
      states.push([data.states[data.runs.state[0]!], data.metrics[0]!.values[0], data.notes[0]])
    }
    writeFileSync(join(paths.entry(key), 'result.json'), text)
    expect(states).toEqual([
      ['kept', 0.5, undefined],
      ['missing', null, expect.stringContaining('its result is damaged: log.txt')],
    ])
  })
})
