import { shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

describe('figures and drafts', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
      'tasks/alpha/run.ts': runTs(),
      'tasks/alpha/figures.ts': figuresTs('lr'),
    })
  })
  afterAll(() => rig.dispose())

  it('draft what is there, say k of n, and train nothing', async () => {
    successful(await rig.nx('run alpha/lr=0.2:experiment'))
    rig.executions()
    const { output } = successful(await rig.nx('run alpha:draft'))
    expect(output).toContain('alpha: draft of 1 of 2 runs')
    expect(output).toContain('— alpha/lr=0.1: ')
    expect(rig.executions()).toEqual([])
    expect(rig.list('paper/tables')).toEqual([])
    const [header, ...rows] = rig.read('paper/drafts/tables/alpha/scores.csv').trim().split('\n')
    const cell = (lr: string, name: string) =>
      rows.map((row) => row.split(',')).find(([value]) => value === lr)?.[header!.split(',').indexOf(name)]
    expect(cell('0.2', 'value')).toBe('20')
    expect(cell('0.1', 'value') ?? '').toBe('')
  })

  it('fail with --excludeTaskDependencies, before and after they were drawn', async () => {
    const before = await rig.nx('run alpha:figures --excludeTaskDependencies')
    expect(before.code).not.toBe(0)
    expect(before.output).toContain('2 of 2 runs are not part of this call (--excludeTaskDependencies?)')
    expect(rig.list('paper/tables')).toEqual([])

    successful(await rig.nx('run alpha:figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.1'])
    expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.1', 'lr=0.2'])
    const paper = bytesBelow(rig.path('paper/tables'))

    rig.edit('tasks/alpha/run.ts', '* 100', '* 1000')
    const after = await rig.nx('run alpha:figures --excludeTaskDependencies')
    expect(after.code).not.toBe(0)
    expect(after.output).toContain('nx run alpha:draft')
    expect(rig.executions()).toEqual([])
    expect(bytesBelow(rig.path('paper/tables'))).toEqual(paper)
  })

  it('draft nothing of results that the code has outgrown', async () => {
    const { output } = successful(await rig.nx('run alpha:draft'))
    expect(output).toContain('alpha: draft of 0 of 2 runs')
    expect(rig.executions()).toEqual([])
  })

  it('say where a mistake in figures.ts is, and execute the runs all the same', async () => {
    rig.edit('tasks/alpha/figures.ts', "show: 'score'", "show: 'scores'")
    const { code, output } = await rig.nx('run-many -t figures')
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    expect(output).toContain('✖ there is no metric "scores"; did you mean `score`?')
    expect(output).toContain('→ at table scores')
  })

  it('say that figures.ts does not load, and harm no run', async () => {
    rig.write({ 'tasks/alpha/figures.ts': "import './missing'\n", 'tasks/alpha/sweep.ts': sweepTs('{ lr: 9 }') })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha lr=9'])
    const { code, output } = await rig.nx('run-many -t figures')
    expect(code).not.toBe(0)
    expect(output).toContain('✖ Could not resolve "./missing" (tasks/alpha/figures.ts:1:')
  })
})
