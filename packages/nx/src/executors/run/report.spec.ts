import type { Finished, Outcome } from '../../host/outcome/outcome'
import { report } from './report'

const of = (task: string, name: string, outcome: Outcome): Finished => ({ task, run: { name, config: {} }, outcome })
const trained: Outcome = { kind: 'trained', seconds: 2 }
const failed: Outcome = { kind: 'failed', message: 'it broke', log: 'x/run.log' }
const say = (all: readonly Finished[], drawn: readonly string[] = []): string => report(all, new Set(drawn)).join('\n')

describe('the last words of a call', () => {
  it('are a summary when all is done', () => {
    expect(
      say([of('mnist', 'a', trained), of('mnist', 'b', { kind: 'kept', note: 'kept in passing' })], ['mnist']),
    ).toBe('mnist/b: kept in passing\n\nmnist: 2 runs · 1 trained · 1 kept')
  })

  it('say failures that are the same once, and what to type next', () => {
    const all = [of('mnist', 'a', failed), of('mnist', 'b', failed), of('mnist', 'c', trained), of('toy', 'd', failed)]
    expect(say(all, ['mnist'])).toBe(`
✖ 2 runs of mnist failed the same way, first: a
  it broke
  config  {}
  log     x/run.log
  others  b

✖ toy/d: failed
  it broke
  config  {}
  log     x/run.log

mnist, toy: 4 runs · 1 trained · 3 failed
  → nx run mnist:experiment    executes what is missing, and nothing else
  → nx run mnist:draft    draws what is there
  → nx run toy:experiment    executes what is missing, and nothing else`)
  })

  it('say what to type after an interruption as well', () => {
    expect(say([of('mnist', 'a', { kind: 'interrupted' })], ['mnist'])).toBe(`
mnist: 1 run · 1 interrupted
  → nx run mnist:experiment    executes what is missing, and nothing else
  → nx run mnist:draft    draws what is there`)
  })

  it('say of jobs that go on how they are collected and looked at', () => {
    const all = [of('mnist', 'a', { kind: 'interrupted', goesOnAt: 'slurm' }), of('toy', 'b', { kind: 'interrupted' })]
    expect(say(all)).toBe(`
mnist, toy: 2 runs · 2 interrupted
  → nx run mnist:experiment    collects what comes of the jobs, and executes what else is missing
  → nx run toy:experiment    executes what is missing, and nothing else
  → npx bocas jobs    shows the jobs that go on; --cancel ends them`)
  })

  it('count nothing of a task whose runs are not known', () => {
    expect(say([of('mnist', '', { kind: 'not started', message: 'it waits for toy' })])).toBe(
      '\n✖ mnist: not started\n  it waits for toy',
    )
  })
})
