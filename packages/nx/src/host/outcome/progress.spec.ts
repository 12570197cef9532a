import { hostname } from 'node:os'
import type { Outcome } from './outcome'
import { duration, printedProgress, progressLine } from './progress'

describe('a line of progress', () => {
  it.each<[Parameters<typeof progressLine>[0], string]>([
    [
      { total: 16, done: 5, running: 2, trained: 5, seconds: 24.2 },
      '5 of 16 done · 2 running · 9 left · 12 runs/min · about 53 s left',
    ],
    [{ total: 16, done: 5, running: 2, trained: 0, seconds: 24 }, '5 of 16 done · 2 running · 9 left'],
    [{ total: 3, done: 3, running: 0, trained: 2, seconds: 30 }, '3 of 3 done · 0 running · 0 left · 4.0 runs/min'],
    [
      { total: 1000, done: 10, running: 4, trained: 10, seconds: 600 },
      '10 of 1000 done · 4 running · 986 left · 1.0 runs/min · about 16 h 30 min left',
    ],
  ])('says how far a call is, and how long it takes as soon as that is known', (state, line) => {
    expect(progressLine(state)).toBe(line)
  })

  it.each([
    [0.2, '1 s'],
    [1.6, '2 s'],
    [119, '119 s'],
    [120, '2 min'],
    [7140, '119 min'],
    [7200, '2 h 0 min'],
    [9000, '2 h 30 min'],
  ])('writes %s seconds as %s', (seconds, text) => expect(duration(seconds)).toBe(text))
})

describe('printed progress', () => {
  function print(outcomes: readonly (readonly [milliseconds: number, Outcome])[]): string[] {
    const lines: string[] = []
    let time = 0
    const progress = printedProgress(
      outcomes.length,
      (line) => lines.push(line),
      () => time,
    )
    for (const [at, outcome] of outcomes) {
      time = at
      progress.finished({ task: 'mnist', run: { name: 'lr=0.1', config: {} }, outcome })
    }
    return lines
  }
  const trained: Outcome = { kind: 'trained', seconds: 3 }
  const failed: Outcome = { kind: 'failed', message: 'x' }

  it('says of a run what of it is not finite, also where other lines are left out', () => {
    const nonFinite = [
      { path: 'history.loss', what: 'NaN', count: 17, of: 20, first: { step: 4, called: 'epoch' } },
    ] as const
    const lines = print([
      [3000, trained],
      [3001, trained],
      [3002, { ...trained, nonFinite }],
      [3003, trained],
      [3004, { kind: 'kept', nonFinite }],
    ])
    expect(lines.map((line) => line.split('   ')[0])).toEqual([
      '✔ mnist/lr=0.1 trained in 3 s',
      '✔ mnist/lr=0.1 trained in 3 s · ⚠ NaN in `history.loss`, first at epoch 4',
    ])
  })

  it('has a line for each trained run, and none for kept ones', () => {
    const calls = [
      [0, { kind: 'kept' }],
      [3000, trained],
      [6000, trained],
    ] as const
    expect(print(calls)).toEqual([
      '✔ mnist/lr=0.1 trained in 3 s   2 of 3 done · 0 running · 1 left · 20 runs/min · about 3 s left',
      '✔ mnist/lr=0.1 trained in 3 s   3 of 3 done · 0 running · 0 left · 20 runs/min',
    ])
  })

  it('says what runs wait for: another command by its process, slots once', () => {
    const lines: string[] = []
    const progress = printedProgress(3, (line) => lines.push(line))
    progress.waiting('mnist', 'lr=0.1', { pid: 57, host: hostname() })
    for (const names of [['gpu'], ['gpu'], ['gpu', 'licence']]) progress.noSlots(names)
    expect(lines).toEqual([
      '… mnist/lr=0.1 is being executed by another command (process 57): its result is waited for',
      '… all gpu of this machine is in use: runs that need it begin when it is free',
      '… all gpu and licence of this machine is in use: runs that need it begin when it is free',
    ])
  })

  it('has one line a second at most, but leaves out no failure and not the last run', () => {
    const lines = print([
      [0, trained],
      [10, trained],
      [20, failed],
      [30, trained],
      [40, { kind: 'interrupted' }],
      [50, trained],
    ])
    expect(lines.map((line) => line.split('   ')[0])).toEqual([
      '✔ mnist/lr=0.1 trained in 3 s',
      '✖ mnist/lr=0.1 failed',
      '✖ mnist/lr=0.1 interrupted',
      '✔ mnist/lr=0.1 trained in 3 s',
    ])
  })

  it('says on which machine a run is executed when it is another one', () => {
    const lines: string[] = []
    printedProgress(2, (line) => lines.push(line)).waiting('mnist', 'lr=0.2', { pid: 13, host: 'another-machine' })
    expect(lines).toEqual([
      '… mnist/lr=0.2 is being executed by another command (process 13 of another-machine, which cannot be seen from here): its result is waited for',
    ])
  })
})
