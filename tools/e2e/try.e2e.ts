import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

describe('nx run alpha:try', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs(
        "{ optimizer: sweep(['sgd', 'adam']), model: { lr: sweep([0.1, 0.2]) }, seed: seeds(2) }",
      ),
      'tasks/alpha/run.ts': runTs({
        body: "ctx.log('hello from the run')",
        returns: '{ score: config.model.lr * 100, seed: ctx.seed }',
      }),
    })
  })
  afterAll(() => rig.dispose())

  it('executes one config with typed overrides, also of values that the sweep does not have, in a folder of its own', async () => {
    const { output } = successful(await rig.nx('run alpha:try optimizer=adam model.lr=0.5 seed=7'))
    expect(rig.executions()).toEqual(['alpha model={"lr":0.5} optimizer=adam seed=7'])
    expect(output).toContain('hello from the run')
    expect(output).toContain('score = 50')
    expect(output).toContain('seed = 7')
    expect(output).toMatch(/in \.bocas\/tries\/alpha\/try-[0-9a-f]{8}, apart from the sweep/)
    expect(rig.list('.bocas/tries/alpha')).toHaveLength(1)
  })

  it('is never mixed in: the run of the same config is still executed', async () => {
    successful(await rig.nx('run alpha:try optimizer=sgd lr=0.1 seed=0'))
    expect(rig.executions()).toEqual(['alpha model={"lr":0.1} optimizer=sgd seed=0'])
    expect(rig.list('.bocas/store')).toEqual([])
    expect(rig.list('paper/artifacts/alpha')).toEqual([])
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toHaveLength(8)
    expect(rig.list('paper/artifacts/alpha')).toHaveLength(8)
  })

  it('names every mistake at once, with what was meant, and executes nothing', async () => {
    const { code, output } = await rig.nx('run alpha:try optimiser=adam optimizer=adm model.lr=fast lonely')
    expect(code).not.toBe(0)
    expect(output).toContain("there is no key 'optimiser': did you mean 'optimizer'?")
    expect(output).toContain("optimizer=adm: did you mean 'adam'?")
    expect(output).toContain('model.lr=fast: not a number')
    expect(output).toContain("'lonely' is no override")
    expect(rig.executions()).toEqual([])
  })

  it('fails when its run fails, with the message', async () => {
    rig.edit('tasks/alpha/run.ts', "ctx.log('hello from the run')", "throw new Error('no such optimizer yet')")
    const { code, output } = await rig.nx('run alpha:try')
    expect(code).not.toBe(0)
    expect(output).toContain('no such optimizer yet')
    expect(rig.executions()).toHaveLength(1)
  })
})
