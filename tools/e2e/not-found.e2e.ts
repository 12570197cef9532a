import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

describe('what is not found', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
      'tasks/alpha/run.ts': runTs(),
      'tasks/alpha/figures.ts': figuresTs('lr'),
      'tasks/beta/sweeps.ts': sweepTs('{ lr: 1 }'),
      'tasks/beta/run.ts': runTs(),
      'paper/paper.typ': 'Nothing yet.',
    })
  })
  afterAll(() => rig.dispose())

  const WRONG_SWEEP = 'tasks/beta has sweeps.ts and no sweep.ts, so it is no task'
  const WRONG_TEXT = 'paper/ has no main text, so there is no paper: paper/paper.typ is not read'

  it.each([
    ['run beta:experiment', WRONG_SWEEP],
    ['run beta:figures', WRONG_SWEEP],
    ['run beta:try', WRONG_SWEEP],
    ['run paper:build', WRONG_TEXT],
    ['run paper:check', WRONG_TEXT],
    ['run paper:draft', WRONG_TEXT],
    ['run-many -t experimnt', 'no project has a target `experimnt`\n  did you mean `experiment`?'],
    ['run-many -t experiment -p tag:lr=0.3', 'no project has the tag `lr=0.3`\n  did you mean `lr=0.1`?'],
    ['run-many -t experiment -p alhpa', 'there is no project `alhpa`\n  did you mean `alpha`?'],
  ])('fails and says why: nx %s', async (command, message) => {
    const { code, output } = await rig.nx(command)
    expect(code).not.toBe(0)
    expect(output).toContain(message)
    expect(rig.executions()).toEqual([])
  })

  it('harms nothing else', async () => {
    successful(await rig.nx('run alpha:figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
  })

  it('is found by its right name', async () => {
    rig.rename('tasks/beta/sweeps.ts', 'tasks/beta/sweep.ts')
    rig.rename('paper/paper.typ', 'paper/main.typ')
    successful(await rig.nx('run beta:experiment'))
    expect(rig.executions()).toEqual(['beta lr=1'])
    successful(await rig.nx('run paper:build'))
  })
})
