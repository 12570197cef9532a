import { existsSync } from 'node:fs'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

describe('runs that fail', () => {
  let rig: Rig
  const run = runTs({
    body: `if (process.env.SICK) {
    if (config.how === 'throws') console.log('epoch 1: loss NaN')
    if (config.how === 'throws') throw new Error('the loss is not a number')
    if (config.how === 'exits') process.exit(3)
    if (config.how === 'killed') process.kill(process.pid, 'SIGKILL')
  }`,
    returns: "process.env.SICK && config.how === 'nothing' ? (undefined as never) : { score: 1 }",
  })
  const line = run.split('\n').findIndex((text) => text.includes('throw new Error')) + 1

  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs("{ how: sweep(['throws', 'exits', 'killed', 'nothing', 'well']) }"),
      'tasks/alpha/run.ts': run,
      'tasks/alpha/figures.ts': figuresTs('how'),
    })
  })
  afterAll(() => rig.dispose())

  it('do not stop the others, and are what is said last: message, place, config and log', async () => {
    const { code, output } = await rig.nx('run-many -t figures', { SICK: '1' })
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual(['exits', 'killed', 'nothing', 'throws', 'well'].map((how) => `alpha how=${how}`))
    expect(output).toContain('alpha: 5 runs · 1 trained · 4 failed')
    const failure = output.slice(output.lastIndexOf('✖ alpha/how=throws: failed'))
    const [, message, place, config, log] = failure.split('\n')
    expect(message).toBe('  the loss is not a number')
    expect(place).toMatch(`  at      tasks/alpha/run.ts:${line}:`)
    expect(config).toBe('  config  {"how":"throws"}')
    expect(rig.read(log!.replace('  log     ', ''))).toContain('epoch 1: loss NaN')
    expect(output).toContain('the process ended with exit code 3 before run returned')
    expect(output).toContain('the process was ended by SIGKILL before run returned')
    expect(output).toContain('did `run` forget to return its result?')
    // Once in detail, at the end; before that its first words where Nx has a place for them.
    expect(output.split('✖ alpha/how=throws')).toHaveLength(3)
    expect(output).toContain('✖ alpha/how=throws failed: the loss is not a number\n')
    expect(output).toContain('\n  → nx run alpha:experiment    executes what is missing, and nothing else\n')
    expect(output).toContain('\n  → nx run alpha:draft    draws what is there\n')
  })

  it('are told together when they are the same', async () => {
    const { code, output } = await rig.nx('run-many -t figures', { BOCAS_TRAIN: 'never' })
    expect(code).not.toBe(0)
    expect(output).toContain(
      '✖ 4 runs of alpha were not started for the same reason, first: how=throws\n  BOCAS_TRAIN=never, and no result is kept for key ',
    )
    expect(output).toContain('\n  others  how=exits\n          how=killed\n          how=nothing\n')
    expect(rig.executions()).toEqual([])
  })

  it('leave the figures undrawn', () => {
    expect(existsSync(rig.path('paper/tables/alpha'))).toBe(false)
  })

  it('are all that is executed on the next call', async () => {
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['exits', 'killed', 'nothing', 'throws'].map((how) => `alpha how=${how}`))
    expect(rig.list('.bocas/failed/alpha')).toEqual([])
    expect(existsSync(rig.path('paper/tables/alpha/scores.csv'))).toBe(true)
  })
})

describe('calls that ask for something else', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs("{ lr: sweep([0.1, 0.15]), optimizer: sweep(['sgd', 'adam']) }"),
      'tasks/alpha/run.ts': runTs(),
      'tasks/beta/sweep.ts': sweepTs('{ lr: sweep([0.1, 7]) }'),
      'tasks/beta/run.ts': runTs(),
    })
  })
  afterAll(() => rig.dispose())

  it.each([
    'run-many -t experiment --lrr=0.1',
    'run beta/lr=7:experiment --lrr=0.1',
    'run beta/lr=7:experiment --no-batch --lrr=0.1',
    'run beta/lr=7:experiment --run=lr=0.1',
    'run beta:experiment --lrr=0.1',
  ])('fail without a run for a flag that runs do not take: nx %s', async (command) => {
    const { code, output } = await rig.nx(command)
    expect(code).not.toBe(0)
    expect(output).toMatch(/✖ experiment takes no --(lrr|run) → /)
    expect(rig.executions()).toEqual([])
  })

  it('execute the one run that is named', async () => {
    successful(await rig.nx('run alpha/lr=0.1+optimizer=adam:experiment'))
    expect(rig.executions()).toEqual(['alpha lr=0.1 optimizer=adam'])
  })

  it('execute the runs of a tag, in all tasks and in no other run', async () => {
    successful(await rig.nx('run-many -t experiment -p tag:lr=0.1'))
    expect(rig.executions()).toEqual(['alpha lr=0.1 optimizer=sgd', 'beta lr=0.1'])
  })

  it('list the missing runs and train none with BOCAS_TRAIN=never', async () => {
    const { code, output } = await rig.nx('run-many -t experiment', { BOCAS_TRAIN: 'never' })
    expect(code).not.toBe(0)
    expect(output).toContain('✖ 2 runs of alpha were not started for the same reason, first: lr=0.15+optimizer=sgd\n')
    expect(output).toContain('\n  others  lr=0.15+optimizer=adam\n')
    expect(output).toContain('✖ beta/lr=7: not started\n  BOCAS_TRAIN=never, and no result is kept for key ')
    expect(output).toMatch(/: \d runs · .*3 not started/)
    expect(rig.executions()).toEqual([])
  })

  it('execute all runs of a task, and succeed with BOCAS_TRAIN=never when nothing is missing', async () => {
    successful(await rig.nx('run alpha:experiment'))
    expect(rig.executions()).toEqual(['alpha lr=0.15 optimizer=adam', 'alpha lr=0.15 optimizer=sgd'])
    successful(await rig.nx('run alpha:experiment', { BOCAS_TRAIN: 'never' }))
    expect(rig.executions()).toEqual([])
  })

  it('execute one run without a batch', async () => {
    successful(await rig.nx('run beta/lr=7:experiment --no-batch'))
    expect(rig.executions()).toEqual(['beta lr=7'])
  })

  it('fail for a flag that the task does not take, although nothing is left to execute', async () => {
    const { code, output } = await rig.nx('run alpha:experiment --lrr=0.1')
    expect(code).not.toBe(0)
    expect(output).toContain('✖ experiment takes no --lrr → ')
  })

  it('may be verbose', async () => {
    successful(await rig.nx('run-many -t experiment --verbose', { BOCAS_TRAIN: 'never' }))
  })
})
