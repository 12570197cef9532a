import { rmSync } from 'node:fs'
import { bocas, plan, reasons } from './rig/bocas'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow, shownKeys } from './rig/store'
import { figuresTs, runTs } from './rig/sources'

jest.setTimeout(600_000)

const FINETUNE = `import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as pretrain } from '../pretrain/run'

export default defineSweep({
  weights: from<typeof pretrain>('pretrain', { size: sweep(['small', 'large']) }),
  lr: sweep([0.1, 0.2]),
  seed: seeds(2),
})
`
const PRETRAIN = `import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({ size: sweep(['small', 'large']), seed: seeds(2) })
`
const SUM = 'const sum = weights.data.reduce((a, b) => a + b, 0)'

/** Runs that go on from the weights of a run of another task. */
describe('finetune from pretrain', () => {
  let rig: Rig
  const all = ['small', 'large'].flatMap((size) => [0, 1].map((seed) => ({ size, seed })))
  const pretrained = all.map(({ size, seed }) => `pretrain seed=${seed} size=${size}`).sort()
  const finetuned = all
    .flatMap(({ size, seed }) =>
      [0.1, 0.2].map((lr) => `finetune lr=${lr} seed=${seed} weights={"from":"pretrain","size":"${size}"}`),
    )
    .sort()
  const forgetNx = () => {
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rig.remove('.nx')
  }
  const scores = () =>
    Object.fromEntries(
      rig.list('paper/artifacts/finetune').map((name) => {
        const { artifacts } = JSON.parse(rig.read(`paper/artifacts/finetune/${name}/result.json`)) as {
          artifacts: Record<string, { data: unknown }>
        }
        return [name, artifacts.score!.data]
      }),
    )

  beforeAll(() => {
    rig = Rig.create({
      'tasks/pretrain/sweep.ts': PRETRAIN,
      'tasks/pretrain/run.ts': runTs({
        imports: `import { tensor } from 'bocas'`,
        returns: `{ loss: 1, weights: tensor([config.size === 'small' ? 1 : 10, ctx.seed], [2], 'float32') }`,
      }),
      'tasks/finetune/sweep.ts': FINETUNE,
      'tasks/finetune/run.ts': runTs({
        body: `const weights = ctx.from(config.weights).get('weights')\n  ${SUM}`,
        returns: '{ score: sum + config.lr }',
      }),
      'tasks/finetune/figures.ts': figuresTs('weights.size', 'lr'),
    })
  })
  afterAll(() => rig.dispose())

  // What the runs have computed with shows that each came after the one that it takes from.
  it('trains both in one call', async () => {
    const plan = await bocas(rig, ['plan', 'finetune'])
    expect(plan.output).toContain('finetune: 8 runs · 8 missing')
    const { output } = successful(await rig.nx('run finetune:figures'))
    expect(rig.executions()).toEqual([...finetuned, ...pretrained])
    expect(output).toContain('12 runs · 12 trained')
    expect(scores()).toEqual({
      'size=small+lr=0.1+seed=0': 1.1,
      'size=small+lr=0.1+seed=1': 2.1,
      'size=small+lr=0.2+seed=0': 1.2,
      'size=small+lr=0.2+seed=1': 2.2,
      'size=large+lr=0.1+seed=0': 10.1,
      'size=large+lr=0.1+seed=1': 11.1,
      'size=large+lr=0.2+seed=0': 10.2,
      'size=large+lr=0.2+seed=1': 11.2,
    })
  })

  it('shows from which results a number comes, and what a result went into', async () => {
    const [given, taking] = [shownKeys(rig, 'pretrain'), shownKeys(rig, 'finetune')]
    const upstream = given['size=small+seed=1']!
    const traced = await bocas(rig, ['trace', 'finetune/scores', 'small', '0.1'])
    expect(traced.code).toBe(0)
    for (const seed of [0, 1])
      expect(traced.output).toMatch(
        new RegExp(
          `takes +pretrain/size=small\\+seed=${seed} \\(${given[`size=small+seed=${seed}`]!.slice(0, 12)}\\) as weights \\(1 run\\)`,
        ),
      )
    expect(traced.output).not.toContain('pretrain/size=large')

    const taker = 'finetune/size=small+lr=0.1+seed=1'
    const { stdout } = await bocas(rig, ['uses', 'pretrain/size=small+seed=1', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      key: upstream,
      takes: [],
      takenBy: expect.arrayContaining([
        { run: taker, key: taking['size=small+lr=0.1+seed=1'], as: 'weights' },
        { run: 'finetune/size=small+lr=0.2+seed=1', key: taking['size=small+lr=0.2+seed=1'], as: 'weights' },
      ]) as unknown,
      uses: [],
      through: [
        { kind: 'fact', name: 'finetune.names', of: 8, count: 2 },
        { kind: 'table', name: 'finetune/scores', cells: [{ row: ['small', '0.1'] }, { row: ['small', '0.2'] }] },
      ],
    })
    const said = await bocas(rig, ['uses', 'pretrain/size=small+seed=1'])
    expect(said.output).toContain(`taken by  ${taker} (`)
    const own = await bocas(rig, ['uses', taker])
    expect(own.output).toContain(`takes  pretrain/size=small+seed=1 (${upstream.slice(0, 12)})  as weights`)
    const { upstream: recorded } = JSON.parse(
      rig.read(`.bocas/store/${taking['size=small+lr=0.1+seed=1']!}/execution.json`),
    ) as { upstream: unknown }
    expect(recorded).toEqual([{ task: 'pretrain', run: 'size=small+seed=1', key: upstream, as: 'weights' }])
  })

  it('executes and draws nothing in a second call, nor when Nx has forgotten everything', async () => {
    const second = successful(await rig.nx('run finetune:figures'))
    expect(second.output).toContain('for 13 out of 13 tasks')
    forgetNx()
    successful(await rig.nx('run finetune:figures'))
    expect(rig.executions()).toEqual([])
  })

  it('executes what it needs and nothing else when one run is asked for', async () => {
    const keys = shownKeys(rig, 'finetune')
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    forgetNx()
    successful(await rig.nx('run finetune/size=large+lr=0.2+seed=1:experiment'))
    expect(rig.executions()).toEqual([
      'finetune lr=0.2 seed=1 weights={"from":"pretrain","size":"large"}',
      'pretrain seed=1 size=large',
    ])
    successful(await rig.nx('run finetune:figures'))
    expect(rig.executions()).toHaveLength(10)
    expect(shownKeys(rig, 'finetune')).toEqual(keys)
  })

  it('goes on from other bytes anew, and from the same bytes of other code not', async () => {
    rig.edit('tasks/pretrain/run.ts', "=== 'small' ? 1 : 10", "=== 'small' ? 1 : 5 + 5")
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(pretrained)

    rig.edit('tasks/pretrain/run.ts', '? 1 : 5 + 5', '? 1 : 20')
    const stale = async () => reasons(await plan(rig, {}, 'finetune'))
    const runs = (...sizes: string[]) =>
      all
        .filter(({ size }) => sizes.includes(size))
        .flatMap(({ size, seed }) => [0.1, 0.2].map((lr) => `finetune/size=${size}+lr=${lr}+seed=${seed}`))
    expect(await stale()).toEqual(
      Object.fromEntries(runs('small', 'large').map((run) => [run, 'the result of pretrain is yet to be made'])),
    )
    const unknown = await bocas(rig, ['accept', 'finetune', '--because', 'it is the same'])
    expect(unknown.code).toBe(1)
    expect(unknown.output).toContain(
      'finetune/size=small+lr=0.1+seed=0: it takes the result of pretrain/size=small+seed=0, which is not kept',
    )
    successful(await rig.nx('run-many -t experiment -p pretrain'))
    expect(rig.executions()).toEqual(pretrained)
    expect(await stale()).toEqual(
      Object.fromEntries(runs('large').map((run) => [run, 'the result of pretrain changed'])),
    )
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(finetuned.filter((run) => run.includes('large')))
    expect(scores()['size=large+lr=0.1+seed=0']).toBe(20.1)
    expect(rig.read('paper/tables/finetune/scores.csv')).toContain('20.6')

    rig.edit('tasks/pretrain/run.ts', '? 1 : 20', '? 1 : 5 + 5')
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([])
    expect(scores()['size=large+lr=0.1+seed=0']).toBe(10.1)
  })

  it('says which results are lacking, and why', async () => {
    rig.edit(
      'tasks/pretrain/run.ts',
      "count('end')",
      "if (config.size === 'large') throw new Error('no memory')\n  count('end')",
    )
    const never = await rig.nx('run finetune:experiment', { BOCAS_TRAIN: 'never' })
    expect(never.code).not.toBe(0)
    expect(never.output).toContain('runs of pretrain were not started for the same reason, first: size=small+seed=0')
    expect(rig.executions()).toEqual([])

    const { code, output } = await rig.nx('run finetune:experiment')
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual(pretrained)
    expect(output).toContain('✖ 2 runs of pretrain failed the same way, first: size=large+seed=0\n  no memory\n')
    expect(output).toMatch(
      /✖ 4 runs of finetune were not started for the same reason, first: size=large\+lr=0\.1\+seed=0\n {2}it takes the result of pretrain\/size=large\+seed=0 \(`weights`\), which failed/,
    )
    expect(output).toContain('12 runs · 2 trained · 4 kept · 2 failed · 4 not started')
    const tried = await rig.nx('run finetune:try lr=0.3 size=large')
    expect(tried.code).not.toBe(0)
    expect(tried.output).toContain('✖ it takes the result of pretrain/size=large+seed=0, and none is kept')
  })

  it('tries a config on a result that is there', async () => {
    const { output } = successful(await rig.nx('run finetune:try lr=0.3 size=small'))
    expect(output).toContain('1.3')
    rig.executions()
  })

  it('never serves what was made from a result whose bytes are now others, under one key', async () => {
    rig.edit('tasks/pretrain/run.ts', "if (config.size === 'large') throw new Error('no memory')\n  ", '')
    // A result that comes out otherwise each time.
    rig.edit('tasks/pretrain/run.ts', 'loss: 1', 'loss: Math.random()')
    successful(await rig.nx('run-many -t figures'))
    rig.executions()
    const before = bytesBelow(rig.path('paper/artifacts/finetune'))
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts/pretrain')
    forgetNx()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual([...finetuned, ...pretrained])
    expect(bytesBelow(rig.path('paper/artifacts/finetune'))).not.toEqual(before)
  })
})

describe('a result that is taken', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/a/sweep.ts': PRETRAIN,
      'tasks/a/run.ts': runTs({ returns: '{ score: 1 }' }),
      'tasks/b/sweep.ts': `import { defineSweep } from 'bocas'\nexport default defineSweep({ x: 1 })`,
      'tasks/b/run.ts': runTs({ returns: '{ score: 1 }' }),
    })
  })
  afterAll(() => rig.dispose())

  const refused = async (tree: string, imports = 'from, seeds, sweep'): Promise<string> => {
    rig.write({
      'tasks/b/sweep.ts': `import { defineSweep, ${imports} } from 'bocas'\nexport default defineSweep(${tree})\n`,
    })
    const { code, output } = await rig.nx('run-many -t experiment -p b')
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual([])
    return output
  }

  it.each<[string, string[]]>([
    [`{ w: from('aa') }`, ["✖ there is no task 'aa' to take results of → at w", 'did you mean `a`?']],
    [`{ w: from('a', { sise: 'small' }) }`, ['no run of a has a key "sise" → at w', 'did you mean `size`?']],
    [`{ w: from('a', { size: 'smal' }) }`, ['no run of a has smal', 'did you mean `small`?']],
    [
      `{ w: from('a', { size: 'small' }) }`,
      [
        "✖ from('a', { size: 'small' }) fits 2 runs of a, which differ in seed (0, 1) → at w",
        "say which: from('a', { seed: … })",
      ],
    ],
    [`{ w: from('a'), seed: seeds(2) }`, ["✖ from('a') fits 2 runs of a, which differ in size (small, large) → at w"]],
    [
      `{ w: from('a', { size: 'small' }), seed: seeds([7]) }`,
      ['none has the seed 7 of this run: theirs are 0, 1 → at w'],
    ],
    [
      `{ w: from('a', {}, { same: ['size'] }), size: 'tiny', seed: seeds(2) }`,
      ["✖ from('a', {}, { same: ['size'] }) fits no run of a with size tiny → at w"],
    ],
    [`{ w: from('b') }`, ['✖ tasks take results of each other in a circle: b → b → at w']],
    [`{ w: from(3 as never) }`, ['✖ from(…) takes the name of a task, not 3 → at default.w']],
  ])('is refused before anything runs: %s', async (tree, texts) => {
    const output = await refused(tree)
    for (const text of texts) expect(output).toContain(text)
  })

  it('is refused when the tasks go round in a circle', async () => {
    rig.write({
      'tasks/a/sweep.ts': `import { defineSweep, from } from 'bocas'\nexport default defineSweep({ w: from('b') })\n`,
    })
    const output = await refused(`{ w: from('a') }`)
    expect(output).toContain('tasks take results of each other in a circle: ')
  })
})
