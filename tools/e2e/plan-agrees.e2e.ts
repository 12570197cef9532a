import { rmSync } from 'node:fs'
import { bocas, expectedExecutions, plan } from './rig/bocas'
import { diceOf } from '../random/dice'
import type { FakePackage } from './rig/install'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { flipByte } from './rig/store'

jest.setTimeout(1_200_000)

const SEED = Number(process.env.BOCAS_E2E_SEED ?? 20261122)
const STEPS = Number(process.env.BOCAS_E2E_STEPS ?? 14)

const fake = (version: string): FakePackage => ({
  name: 'fake-optim',
  version,
  code: `exports.rate = ${version.replaceAll('.', '')}`,
})

/** All that an edit can change. */
interface State {
  rates: number[]
  epochs: number
  scale: number
  comment: number
  points: number
  version: string
  beta: number
  label: boolean
  level: string
}

const filesOf = (state: State): Record<string, string> => ({
  'library/scale.ts': `// ${state.comment}\nexport const scale = (x: number): number => x * ${state.scale}\n`,
  'tasks/alpha/points.csv': `x\n${state.points}\n`,
  'tasks/alpha/sweep.ts': sweepTs(
    `{ lr: sweep(${JSON.stringify(state.rates)}), epochs: ${state.epochs} }`,
    `{ data: ['points.csv'], env: ['LEVEL']${state.label ? ", labels: { lr: 'rate' }" : ''} }`,
  ),
  'tasks/beta/sweep.ts': sweepTs(`{ lr: ${state.beta}, seed: seeds(2) }`),
})

describe(`the plan and the call of nx that follows it, over ${STEPS} random edits of seed ${SEED}`, () => {
  let rig: Rig
  const dice = diceOf(SEED)
  const state: State = {
    rates: [0.1, 0.6],
    epochs: 2,
    scale: 1,
    comment: 0,
    points: 1,
    version: '1.0.0',
    beta: 1,
    label: false,
    level: 'a',
  }
  /** Edits by name; what they lead to follows from the state that they leave, which may be one that was there before. */
  const edits: Record<string, () => void> = {
    'the sweep grows': () => void (state.rates = [...new Set([...state.rates, dice.pick([0.2, 0.3, 0.7, 0.8])])]),
    'the sweep shrinks': () => void (state.rates = state.rates.length > 1 ? state.rates.slice(1) : state.rates),
    'the sweep is reordered': () => void (state.rates = [...state.rates].reverse()),
    'a static value': () => void (state.epochs = 1 + dice.below(3)),
    'a label': () => void (state.label = !state.label),
    'library code': () => void (state.scale = 1 + dice.below(3)),
    'a comment': () => void state.comment++,
    data: () => void (state.points = 1 + dice.below(3)),
    'a package': () => void (state.version = dice.pick(['1.0.0', '1.1.0', '2.0.0'])),
    'another task': () => void (state.beta = 1 + dice.below(3)),
    'a variable': () => void (state.level = dice.pick(['a', 'b'])),
  }
  /** Nx answers a known state from its own cache without asking us, so after harm it is told to ask. */
  const harms: Record<string, () => void> = {
    'a flipped byte in the store': () => {
      const key = dice.pick(rig.list('.bocas/store'))
      flipByte(rig.path('.bocas/store', key, 'result.json'))
    },
    'a view that is gone': () => rig.remove(`paper/artifacts/alpha/${dice.pick(rig.list('paper/artifacts/alpha'))}`),
    'a result that is gone, with its view': () => {
      rmSync(rig.path('.bocas/store', dice.pick(rig.list('.bocas/store'))), { recursive: true })
      rig.remove('paper/artifacts')
    },
  }

  beforeAll(() => {
    rig = Rig.create(
      {
        ...filesOf(state),
        'tasks/alpha/run.ts': runTs({
          imports: "import { rate } from 'fake-optim'\nimport { scale } from '../../library/scale'",
          body: "if (process.env.SICK && config.lr > 0.5) throw new Error('sick')",
          returns: '{ score: scale(config.lr), rate: rate as number }',
        }),
        'tasks/beta/run.ts': runTs(),
        'fake-optim.d.ts': "declare module 'fake-optim' { export const rate: number }\n",
      },
      { packages: [fake('1.0.0')] },
    )
  })
  afterAll(() => rig.dispose())

  const steps = Array.from({ length: STEPS }, (_, index) => index)
  it.each(steps)('agree, step %i', async (step) => {
    const harmful = step > 1 && dice.below(4) === 0
    const sick = dice.below(3) === 0
    const names =
      step === 0
        ? []
        : harmful
          ? [dice.pick(Object.keys(harms))]
          : [dice.pick(Object.keys(edits)), dice.pick(Object.keys(edits))]
    for (const name of names) (edits[name] ?? harms[name])!()
    rig.write(filesOf(state))
    rig.install(fake(state.version))
    const env = { LEVEL: state.level, ...(sick ? { SICK: '1' } : {}) }
    const stored = rig.list('.bocas/store')
    const planned = await plan(rig, env)
    expect({ names, executed: rig.executions() }).toEqual({ names, executed: [] })
    expect(rig.list('.bocas/store')).toEqual(stored)
    const { output } = await rig.nx(`run-many -t experiment${harmful ? ' --skip-nx-cache' : ''}`, env)
    const executed = rig.executions()
    if (JSON.stringify(executed) !== JSON.stringify(expectedExecutions(planned)))
      console.log(JSON.stringify(planned, null, 1), output)
    expect({ names, sick, executed }).toEqual({ names, sick, executed: expectedExecutions(planned) })
    expect(planned.train).toBe(executed.length)
    const after = await plan(rig, env)
    expect(after.tasks.flatMap(({ runs }) => runs.filter(({ state }) => state !== 'kept'))).toEqual(
      sick
        ? after.tasks.flatMap(({ runs }) =>
            runs
              .filter(({ config }) => (config.lr as number) > 0.5 && 'epochs' in config)
              .filter(({ state }) => state === 'failed'),
          )
        : [],
    )
  })

  it('leave a store in which every byte is as it was written', async () => {
    const { code, output } = await bocas(rig, ['verify'])
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('all as they were written') as string,
    })
  })
})
