import { defineSweep, from, seeds, sweep } from '..'
import { planSweeps } from '../enumerate/plan-sweeps'

const plan = (tree: unknown, options = {}) => planSweeps({ default: defineSweep(tree as never, options) })
const problems = (tree: unknown): string[] => plan(tree).problems.map(({ message, path }) => `${message} → at ${path}`)

describe('from', () => {
  it('is a block of the config like any other, swept and named like it, and its path is known', () => {
    const { runs, takes } = plan({
      weights: from('pretrain', { size: sweep(['small', 'large']) }),
      lr: 0.1,
      seed: seeds(2),
    })
    expect(takes).toEqual(['weights'])
    expect(runs.map(({ name }) => name)).toEqual([
      'size=small+seed=0',
      'size=small+seed=1',
      'size=large+seed=0',
      'size=large+seed=1',
    ])
    expect(runs[0]!.config).toEqual({ weights: { from: 'pretrain', size: 'small' }, lr: 0.1, seed: 0 })
    expect(JSON.parse(JSON.stringify(runs[0]!.config))).toEqual(runs[0]!.config)
  })

  it('stands at any depth: in lists, in sweeps, in one alternative of several', () => {
    const tactic = sweep({ scratch: { depth: 2 }, finetune: { start: from('pretrain') } })
    const members = [from('a', { seed: 0 }), from('a', { seed: 1 })]
    const { runs, takes, problems } = plan({ tactic, members, other: sweep([from('b'), from('c')]) })
    expect(problems).toEqual([])
    expect(takes).toEqual(['tactic.start', 'members.0', 'members.1', 'other'])
    expect(runs.map(({ name }) => name)).toEqual([
      'tactic=scratch+other.from=b',
      'tactic=scratch+other.from=c',
      'tactic=finetune+other.from=b',
      'tactic=finetune+other.from=c',
    ])
  })

  it('says in the config what the runs are to have in common', () => {
    const { runs } = plan({ w: from('a', { x: 1 }, { same: ['set'] }), set: sweep(['p', 'q']) })
    expect(runs.map(({ config }) => config)).toEqual([
      { w: { from: 'a', same: ['set'], x: 1 }, set: 'p' },
      { w: { from: 'a', same: ['set'], x: 1 }, set: 'q' },
    ])
  })

  it('is no sweep with takes for a sweep that has a key of that name', () => {
    expect(plan({ weights: { from: 'in1k' }, lr: 1 })).not.toHaveProperty('takes')
  })

  it.each<[string, unknown, string]>([
    ['no name', { w: from(7 as never) }, 'from(…) takes the name of a task, not 7 → at default.w'],
    ['a path', { w: from('a/b') }, 'from(…) takes the name of a task, not "a/b" → at default.w'],
    [
      'no part',
      { w: from('a', 'x' as never) },
      'from(…) takes a part of the config of the run that is meant, not "x" → at default.w',
    ],
    ['its own key', { w: from('a', { from: 'x' }) }, 'cannot be described by a key `from`'],
    ['an unknown option', { w: from('a', {}, { sam: [] } as never) }, 'from(…) has no option `sam` → at default.w'],
    [
      'no paths',
      { w: from('a', {}, { same: 'x' as never }) },
      '`same` takes a list of key paths, not "x" → at default.w',
    ],
    [
      'another one inside',
      { w: from('a', { x: from('b') }) },
      'a from(…) cannot stand inside another → at default.w.x',
    ],
    ['what is no data', { w: from('a', { x: () => 1 }) }, 'default.w.x'],
    [
      'the place of an alternative',
      { w: sweep({ a: from('a') as never }) },
      'the alternative `a` is a result of another task',
    ],
    ['the place of the block', from('a'), 'not a result of another task → at default'],
    ['two seeds', { w: from('a', { seed: seeds(2) }), seed: seeds(2) }, 'a config has one seed at most'],
  ])('is refused with %s', (_what, tree, text) => {
    expect(problems(tree)).toEqual([expect.stringContaining(text)])
  })
})
