import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths, writeResultFile } from 'bocas/internal'
import report from '../executors/report/report.impl'
import { newPlanning, planTask } from '../plan/plan-task'
import { installBocas } from '../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import type { PageData } from './data/page-data'
import { noteOf } from '../protocol/job-files'
import { watchReport } from './watch-report'
import { pageCode } from './write/page-code'

// The workspace bundles its workers anew.
jest.setTimeout(120_000)

const FILES = {
  'nx.json': '{}',
  'tasks/toy/sweep.ts': `
    import { defineSweep, seeds, sweep } from 'bocas'
    export default defineSweep({ lr: sweep([0.1, 1]), steps: 3, seed: seeds(2) })`,
  'tasks/toy/run.ts': `export const run = ({ lr }: { lr: number }) => ({ loss: lr })`,
  'tasks/fed/sweep.ts': `
    import { defineSweep } from 'bocas'
    import { rates } from '../../library/rates'
    export default defineSweep({ lr: rates }, { data: ['x.csv'] })`,
  'tasks/fed/run.ts': `
    import { scale } from '../../library/scale'
    export const run = () => ({ loss: scale })`,
  'tasks/fed/x.csv': '1\n',
  'library/rates.ts': `export const rates = 0.1`,
  'library/scale.ts': `export const scale = 1`,
  'tasks/broken/sweep.ts': `import { defineSweep } from 'bocas'; export default defineSweep({ lr: () => 1 } as never)`,
  'tasks/broken/run.ts': `export const run = () => ({})`,
}

describe('the report of a workspace', () => {
  let workspace: TestWorkspace
  const dataOf = (name: string): PageData => {
    const html = readFileSync(join(workspace.root, 'paper', 'reports', `${name}.html`), 'utf8')
    return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)![1]!) as PageData
  }
  beforeAll(() => {
    workspace = testWorkspace(FILES)
    installBocas(workspace)
    jest.spyOn(console, 'log').mockImplementation()
  })
  afterAll(() => {
    jest.restoreAllMocks()
    workspace.remove()
  })

  it('says how every run stands, and what it can of those that have no result', async () => {
    const { root } = workspace
    const paths = workspacePaths(root)
    const plan = await planTask(root, 'tasks/toy/sweep.ts', newPlanning())
    const [kept, failed, odd, missing] = plan.runs!
    for (const { key, config, seed, value } of [
      { ...kept!, value: 0.5 },
      { ...odd!, value: 'NaN' },
    ]) {
      mkdirSync(paths.entry(key), { recursive: true })
      const artifacts = {
        loss: { kind: 'metrics', data: value },
        history: { kind: 'series', data: { loss: [3, value] } },
      }
      await writeResultFile(paths.entry(key), { key, config, ...(seed && { seed }), artifacts, payloads: {} })
      writeFileSync(join(paths.entry(key), 'run.log'), '\u001b[31mred\u001b[0m\n')
    }
    mkdirSync(paths.failed('toy', failed!.name), { recursive: true })
    writeFileSync(
      join(paths.failed('toy', failed!.name), 'failure.json'),
      JSON.stringify({ key: failed!.key, message: 'out of memory' }),
    )
    writeFileSync(join(paths.failed('toy', failed!.name), 'run.log'), `${'x'.repeat(20_000)}\nthe last line\n`)
    expect(await report({ task: 'toy', tasks: ['toy'] }, { root })).toEqual({ success: true })
    const { runs, states, configs, shared, metrics, notes, curves } = dataOf('toy')
    const stateOf = runs.name.map((name, run) => [name, states[runs.state[run]!]])
    expect(stateOf).toEqual([
      [kept!.name, 'kept'],
      [failed!.name, 'failed'],
      [odd!.name, 'kept'],
      [missing!.name, 'missing'],
    ])
    expect(configs).toEqual([{ path: 'lr', values: [0.1, 1], at: [0, 0, 1, 1] }])
    expect(shared).toEqual([['steps', 3]])
    expect(metrics).toEqual([{ path: 'loss', values: [0.5, null, 'NaN', null] }])
    expect(notes).toEqual({
      1: 'out of memory',
      2: expect.stringContaining('NaN in `loss`'),
      3: expect.stringContaining('no result yet'),
    })
    expect(curves).toEqual(['history.loss'])
    const html = readFileSync(join(root, 'paper', 'reports', 'toy.html'), 'utf8')
    const [details] = /id="part-0">(.*?)<\/script>/
      .exec(html)!
      .slice(1)
      .map((text) => JSON.parse(text) as unknown[])
    expect(details).toEqual([
      expect.objectContaining({ key: kept!.key, curves: { 'history.loss': [3, 0.5] }, log: { text: 'red\n', cut: 0 } }),
      expect.objectContaining({ curves: {}, log: { text: 'the last line\n', cut: 20_001 } }),
      expect.objectContaining({ curves: { 'history.loss': [3, 'NaN'] } }),
      { key: missing!.key, curves: {} },
    ])
    await report({ task: 'toy', tasks: ['toy'] }, { root })
    expect(readFileSync(join(root, 'paper', 'reports', 'toy.html'), 'utf8')).toBe(html)
  })

  it('is written also where a task cannot be planned, and says why', async () => {
    const { root } = workspace
    expect(await report({ task: 'paper', tasks: ['toy', 'broken'] }, { root })).toEqual({ success: true })
    const { title, tasks, runs } = dataOf('paper')
    expect([title, runs.name.length]).toEqual(['paper', 4])
    expect(tasks).toEqual([
      { task: 'toy', notes: [] },
      { task: 'broken', notes: [expect.stringContaining('tasks/broken/sweep.ts')] },
    ])
  })

  it('is written again while it is watched, when a run has ended, and says at last that no more will come', async () => {
    const { root } = workspace
    const paths = workspacePaths(root)
    const live = (): string => readFileSync(join(paths.reports, 'toy.live.js'), 'utf8')
    const stop = new AbortController()
    const written: number[] = []
    let tell = (): void => undefined
    const next = (): Promise<void> => new Promise((resolve) => (tell = resolve))
    const first = next()
    const watched = watchReport({
      root,
      subject: { title: 'toy', tasks: ['toy'] },
      code: await pageCode(),
      onWritten: (_page, runs) => {
        written.push(runs)
        tell()
      },
      signal: stop.signal,
    })
    await first
    const before = live()
    expect(before).toMatch(/^bocasLive\("[0-9a-f]{64}",true,\d+\)\n$/)
    const missing = (await planTask(root, 'tasks/toy/sweep.ts', newPlanning())).runs!.at(-1)!
    const second = next()
    const artifacts = { loss: { kind: 'metrics', data: 0.25 } }
    const { key, config, seed } = missing
    // As a store gets its entries: in one step.
    mkdirSync(join(root, 'made'))
    await writeResultFile(join(root, 'made'), { key, config, ...(seed && { seed }), artifacts, payloads: {} })
    renameSync(join(root, 'made'), paths.entry(key))
    await second
    expect(dataOf('toy').metrics[0]!.values.at(-1)).toBe(0.25)
    expect(live()).not.toBe(before)
    stop.abort()
    await watched
    expect(written).toEqual([4, 4])
    expect(live()).toMatch(/,false,\d+\)\n$/)
    expect(readFileSync(join(paths.reports, 'toy.html'), 'utf8')).not.toContain('id="live"')
  })

  it('goes on while the task is broken and mended, and its results are removed', async () => {
    const { root } = workspace
    const paths = workspacePaths(root)
    const sweep = join(root, 'tasks', 'toy', 'sweep.ts')
    const text = readFileSync(sweep, 'utf8')
    const stop = new AbortController()
    let tell = (): void => undefined
    /** What the page says after it was written again. */
    const after = async (change: () => void): Promise<PageData> => {
      const written = new Promise<void>((resolve) => (tell = resolve))
      change()
      await written
      return dataOf('toy')
    }
    let watched: Promise<void> = Promise.resolve()
    const code = await pageCode()
    await after(() => {
      const subject = { title: 'toy', tasks: ['toy'] }
      watched = watchReport({ root, subject, code, onWritten: () => tell(), signal: stop.signal })
    })
    const broken = await after(() => writeFileSync(sweep, `${text}\n}`))
    expect([broken.runs.name, broken.tasks[0]!.notes.join()]).toEqual([[], expect.stringContaining('sweep.ts')])
    expect((await after(() => writeFileSync(sweep, text.replace('[0.1, 1]', '[0.1, 1, 2]')))).runs.name).toHaveLength(6)
    const emptied = await after(() => rmSync(paths.store, { recursive: true, force: true }))
    const statesOf = ({ runs, states }: PageData): (string | undefined)[] => runs.state.map((state) => states[state])
    expect(statesOf(emptied)).not.toContain('kept')
    const [first, second] = (await planTask(root, 'tasks/toy/sweep.ts', newPlanning())).runs!
    const saved = await after(() => {
      // As a run gets them: in one step.
      mkdirSync(join(root, 'saved'))
      writeFileSync(join(root, 'saved', '1.checkpoint'), '')
      mkdirSync(paths.checkpoints, { recursive: true })
      renameSync(join(root, 'saved'), join(paths.checkpoints, first!.key))
    })
    expect([statesOf(saved)[0], saved.notes[0]]).toEqual(['interrupted', 'interrupted; goes on from what it saved'])
    const submitted = await after(() => {
      const known = { engine: 'slurm', task: 'toy', name: second!.name, key: second!.key, id: '7', at: '', attempt: 1 }
      mkdirSync(join(root, 'job', '1'), { recursive: true })
      writeFileSync(join(root, 'job', '1', 'job.json'), JSON.stringify(noteOf({ ...known, number: 1, submission: 1 })))
      mkdirSync(paths.jobs, { recursive: true })
      renameSync(join(root, 'job'), join(paths.jobs, second!.key))
    })
    expect([statesOf(submitted)[1], submitted.notes[1]]).toEqual([
      'submitted',
      expect.stringMatching(/^submitted to slurm/),
    ])
    rmSync(paths.jobs, { recursive: true })
    rmSync(paths.checkpoints, { recursive: true })
    writeFileSync(sweep, text)
    stop.abort()
    await watched
    // It waits between two looks, longer on a busy machine.
  }, 400_000)

  it('is written again when what a task imports or declares is edited, broken and mended', async () => {
    const { root } = workspace
    const stop = new AbortController()
    let tell = (): void => undefined
    const code = await pageCode()
    let watched: Promise<void> = Promise.resolve()
    const pageAfter = async (change: () => void): Promise<PageData> => {
      const written = new Promise<void>((resolve) => (tell = resolve))
      change()
      await written
      return dataOf('fed')
    }
    const edit = (file: string, text: string) => () => writeFileSync(join(root, file), text)
    const pages = [
      await pageAfter(() => {
        const subject = { title: 'fed', tasks: ['fed'] }
        watched = watchReport({ root, subject, code, onWritten: () => tell(), signal: stop.signal })
      }),
    ]
    for (const change of [
      edit('library/scale.ts', 'export const scale = 2'),
      edit('tasks/fed/x.csv', '1\n2\n'),
      edit('library/rates.ts', 'export const rates = 0.25'),
      edit('library/scale.ts', 'export const scale = }'),
      edit('library/scale.ts', 'export const scale = 4'),
    ])
      pages.push(await pageAfter(change))
    stop.abort()
    await watched
    const keys = pages.map(({ runs }) => runs.key.join())
    expect(new Set(keys).size).toBe(6)
    expect(pages.map(({ tasks }) => tasks[0]!.notes.length)).toEqual([0, 0, 0, 0, 1, 0])
    expect(pages[3]!.shared).toEqual([['lr', 0.25]])
  }, 400_000)

  it('of a paper is written again when what spans tasks is drawn', async () => {
    const { root } = workspace
    const stop = new AbortController()
    const pages: PageData[] = []
    let tell = (): void => undefined
    const next = (): Promise<void> => new Promise((resolve) => (tell = resolve))
    const [first, code] = [next(), await pageCode()]
    const watched = watchReport({
      root,
      subject: { title: 'paper', tasks: ['toy'], paper: 'paper' },
      code,
      onWritten: () => {
        pages.push(dataOf('paper'))
        tell()
      },
      signal: stop.signal,
    })
    await first
    const second = next()
    const facts = workspacePaths(root, 'paper').facts('paper')
    mkdirSync(join(facts, '..'), { recursive: true })
    writeFileSync(facts, '{"facts": "of now"}')
    await second
    stop.abort()
    await watched
    rmSync(facts)
    expect(pages.map(({ tasks }) => tasks[0]!.notes.length)).toEqual([0, expect.any(Number)])
    expect(pages[1]!.tasks[0]!.notes.join()).toContain('paper/facts/paper.json')
  })

  it('says of figures that were changed by hand that they were', async () => {
    const { root } = workspace
    const facts = workspacePaths(root).facts('toy')
    mkdirSync(join(facts, '..'), { recursive: true })
    writeFileSync(facts, '{"facts": "edited"}')
    await report({ task: 'toy', tasks: ['toy'] }, { root })
    expect(dataOf('toy').tasks[0]!.notes.join('\n')).toContain('paper/facts/toy.json')
    rmSync(facts)
  })
})
