import { describeAgain, describeFailures, failureLine, groupFailures } from './failure-groups'
import type { Finished, Outcome } from './outcome'

const failed = (name: string, outcome: Partial<Outcome> = {}, task = 'mnist'): Finished => ({
  task,
  run: { name, config: { lr: Number(name.slice(3)) } },
  outcome: { kind: 'failed', message: 'it broke', ...outcome } as Outcome,
})
const names = (groups: readonly (readonly Finished[])[]): string[][] =>
  groups.map((group) => group.map(({ task, run }) => `${task}/${run.name}`))

describe('failures that are the same', () => {
  it.each<[what: string, one: Partial<Outcome>, other: Partial<Outcome>, same: boolean]>([
    ['of one message', {}, {}, true],
    ['of another message', {}, { message: 'it fell' }, false],
    ['at one line', { at: 'run.ts:3:7' }, { at: 'run.ts:3:7' }, true],
    ['at another line', { at: 'run.ts:3:7' }, { at: 'run.ts:4:7' }, false],
    ['of another outcome', {}, { kind: 'not started' }, false],
    ['of another exit code', { message: 'exit code 3' }, { message: 'exit code 1' }, false],
    ['whose numbers differ', { at: 'r.ts:3', message: 'at step 3' }, { at: 'r.ts:3', message: 'at step 12' }, true],
    ['whose sizes differ', { message: 'out of memory at 2.1 GB' }, { message: 'out of memory at 2 GB' }, true],
    ['whose powers of ten differ', { at: 'r.ts:3', message: '1e-7' }, { at: 'r.ts:3', message: '-2.5e+3' }, true],
    [
      'that lack results of other runs',
      { kind: 'not started', message: 'it takes the result of pretrain/seed=0' },
      { kind: 'not started', message: 'it takes the result of pretrain/seed=1' },
      true,
    ],
    [
      'whose keys differ',
      { kind: 'not started', message: 'none is kept for key 0123456789ab' },
      { kind: 'not started', message: 'none is kept for key fedcba987654' },
      true,
    ],
    ['that name their run', { message: 'lr=1 is too much' }, { message: 'lr=2 is too much' }, true],
  ])('are known: %s', (_, one, other, same) => {
    expect(names(groupFailures([failed('lr=1', one), failed('lr=2', other)]))).toEqual(
      same ? [['mnist/lr=1', 'mnist/lr=2']] : [['mnist/lr=1'], ['mnist/lr=2']],
    )
  })

  it('are of one task, and come in the order of their first', () => {
    const all = [failed('lr=1'), failed('lr=1', {}, 'penguins'), failed('lr=2', { message: 'x' }), failed('lr=3')]
    expect(names(groupFailures(all))).toEqual([['mnist/lr=1', 'mnist/lr=3'], ['penguins/lr=1'], ['mnist/lr=2']])
  })

  it('are said once: of the first everything, of the others the names', () => {
    const known = { at: 'tasks/mnist/run.ts:3:7', log: '.bocas/failed/mnist/lr=1/run.log' }
    expect(describeFailures([failed('lr=1', known), failed('lr=2', known), failed('lr=3', known)])).toBe(
      `✖ 3 runs of mnist failed the same way, first: lr=1
  it broke
  at      tasks/mnist/run.ts:3:7
  config  {"lr":1}
  log     .bocas/failed/mnist/lr=1/run.log
  others  lr=2
          lr=3`,
    )
  })

  it('are counted when there are many', () => {
    const all = Array.from({ length: 120 }, (_, i) => failed(`lr=${i}`, { kind: 'not started' }))
    const lines = describeFailures(all).split('\n')
    expect(lines[0]).toBe('✖ 120 runs of mnist were not started for the same reason, first: lr=0')
    expect(lines.at(-2)).toBe('          lr=10')
    expect(lines.at(-1)).toBe('          … and 109 more: npx bocas plan mnist lists all')
    expect(lines).toHaveLength(13)
  })

  it('keep their own text when there is one of a kind', () => {
    expect(describeFailures([failed('lr=1')])).toBe('✖ mnist/lr=1: failed\n  it broke\n  config  {"lr":1}')
  })
})

describe('a failure that is the same as one that was told', () => {
  it('says which one that is, the numbers of its own, and where its log is', () => {
    const own = { message: 'lost at step 12\nand more', at: 'r.ts:3', tail: 'step 12', log: 'run.log', remains: 'x' }
    expect(describeAgain(failed('lr=2', own), failed('lr=1')))
      .toBe(`✖ mnist/lr=2: failed the same way as lr=1, which has the whole message
  lost at step 12
  log     npx bocas logs mnist/lr=2
  kept    x`)
  })

  it('has no log when it was not started', () => {
    expect(describeAgain(failed('lr=2', { kind: 'not started', message: 'no data\n  → get it' }), failed('lr=1'))).toBe(
      '✖ mnist/lr=2: not started for the same reason as lr=1, which has the whole message\n  no data',
    )
  })
})

describe('the line of a failure when it happens', () => {
  it.each<[Finished, Finished | undefined, string]>([
    [failed('lr=1', { message: 'it broke\nand more' }), undefined, '✖ mnist/lr=1 failed: it broke'],
    [failed('lr=2'), failed('lr=1'), '✖ mnist/lr=2 failed the same way as lr=1'],
    [{ ...failed('lr=1'), outcome: { kind: 'interrupted' } }, undefined, '✖ mnist/lr=1 interrupted'],
    [failed('', { kind: 'not started' }), undefined, '✖ mnist not started: it broke'],
  ])('has its first words, or says of which it is the same', (failure, same, line) => {
    expect(failureLine(failure, same)).toBe(line)
  })
})
