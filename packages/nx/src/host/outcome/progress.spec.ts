import { hostname } from 'node:os'
import type { Outcome } from './outcome'
import { cutMiddle, duration, printedProgress, progressLine, type Progress, type ShownIn } from './progress'

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
    [172_740, '47 h 59 min'],
    [172_800, '2 d'],
  ])('writes %s seconds as %s', (seconds, text) => expect(duration(seconds)).toBe(text))
})

describe('printed progress', () => {
  function printed(
    total: number,
    steps: (progress: Progress, at: (milliseconds: number) => void) => void,
    shownIn: ShownIn = 'plain output',
  ): string[] {
    const lines: string[] = []
    let time = 0
    const progress = printedProgress(total, (line) => lines.push(line), { shownIn, now: () => time })
    steps(progress, (milliseconds) => (time = milliseconds))
    return lines
  }
  const print = (
    outcomes: readonly (readonly [milliseconds: number, Outcome])[],
    shownIn?: ShownIn,
    name = 'lr=0.1',
  ): string[] =>
    printed(
      outcomes.length,
      (progress, at) => {
        for (const [milliseconds, outcome] of outcomes) {
          at(milliseconds)
          progress.finished({ task: 'mnist', run: { name, config: {} }, outcome })
        }
      },
      shownIn,
    )
  const trained: Outcome = { kind: 'trained', seconds: 3 }
  const failed: Outcome = { kind: 'failed', message: 'x' }
  const nonFinite = [
    { path: 'history.loss', what: 'NaN', count: 17, of: 20, first: { step: 4, called: 'epoch' } },
  ] as const

  it('says of a run what of it is not finite, also where other lines are left out', () => {
    const lines = print([
      [3000, trained],
      [3001, trained],
      [3002, { ...trained, nonFinite }],
      [3003, trained],
      [3004, { kind: 'kept', nonFinite }],
    ])
    expect(lines).toEqual([
      '1 of 5 done · 0 running · 4 left · 20 runs/min · about 12 s left',
      '⚠ mnist/lr=0.1: NaN in `history.loss`, first at epoch 4',
    ])
  })

  describe('in plain output, where Nx has a line for each run', () => {
    it('says how far the call is, and nothing of kept ones', () => {
      const calls = [
        [0, { kind: 'kept' }],
        [3000, trained],
        [6000, trained],
      ] as const
      expect(print(calls)).toEqual([
        '2 of 3 done · 0 running · 1 left · 20 runs/min · about 3 s left',
        '3 of 3 done · 0 running · 0 left · 20 runs/min',
      ])
    })

    it('has a line for each tenth of the runs at most, and one in 10 s at most', () => {
      const each = (seconds: number) =>
        print(Array.from({ length: 40 }, (_, i) => [i * seconds * 1000, trained] as const)).map(
          (line) => line.split(' ')[0],
        )
      expect(each(60)).toEqual(['1', '5', '9', '13', '17', '21', '25', '29', '33', '37', '40'])
      expect(each(2)).toEqual(['1', '6', '11', '16', '21', '26', '31', '36', '40'])
      expect(each(0.001)).toEqual(['1', '40'])
    })
  })

  describe('in the pane of the interface', () => {
    it('has a line for each trained or failed run, none for kept ones, and one a second of how far the call is', () => {
      const lines = print(
        [
          [0, { kind: 'kept' }],
          [3000, trained],
          [3010, failed],
          [3020, { kind: 'interrupted' }],
          [6000, trained],
        ],
        'interface',
      )
      expect(lines).toEqual([
        '✔ mnist/lr=0.1  3 s',
        '  2 of 5 done · 0 running · about 9 s left',
        '✖ mnist/lr=0.1  failed',
        '✖ mnist/lr=0.1  interrupted',
        '✔ mnist/lr=0.1  3 s',
        '  5 of 5 done · 0 running',
      ])
    })

    it('fits a terminal of 80 columns, whatever the names and numbers', () => {
      const name = 'optimizer=adam+model=cnn+dropout=0.25+lr=0.0003+seed=17'
      for (const seconds of [3, 90, 7000, 20_000, 90_000]) {
        const lines = printed(
          9999,
          (progress, at) => {
            for (let count = 1; count <= 64; count++) progress.running(count)
            for (let run = 1; run <= 1200; run++) {
              at(run * seconds * 1000)
              progress.finished({ task: 'mnist', run: { name, config: {} }, outcome: { kind: 'trained', seconds } })
            }
          },
          'interface',
        )
        expect(lines).toHaveLength(2400)
        expect(lines[0]).toMatch(/^✔ mnist\/optimizer.*….*\+seed=17 {2}\d/)
        expect(lines.filter((line) => line.length > 45)).toEqual([])
      }
    })
  })

  it('counts the run that begins when another ends: 2 of 2 are running', () => {
    const lines = printed(5, (progress, at) => {
      const end = (milliseconds: number): void => {
        at(milliseconds)
        progress.finished({ task: 'mnist', run: { name: 'lr=0.1', config: {} }, outcome: trained })
      }
      progress.running(1)
      progress.running(2)
      progress.running(1)
      end(20_000)
      progress.running(2)
      // The next begins before the end is heard of.
      progress.running(1)
      progress.running(2)
      end(40_000)
      // Nothing more can begin for a while: the line comes with the next end.
      progress.running(1)
      end(60_000)
      progress.running(0)
      end(80_000)
    })
    expect(lines.map((line) => line.split(' · ').slice(0, 2).join(' · '))).toEqual([
      '1 of 5 done · 2 running',
      '2 of 5 done · 2 running',
      '3 of 5 done · 0 running',
    ])
  })

  it('says what runs wait for: another command by its process, slots once', () => {
    const lines = printed(3, (progress) => {
      progress.waiting('mnist', 'lr=0.1', { pid: 57, host: hostname() })
      progress.waiting('mnist', 'lr=0.2', { pid: 13, host: 'another-machine' })
      for (const names of [['gpu'], ['gpu'], ['gpu', 'licence']]) progress.noSlots(names)
    })
    expect(lines).toEqual([
      '… mnist/lr=0.1 is being executed by another command (process 57): its result is waited for',
      '… mnist/lr=0.2 is being executed by another command (process 13 of another-machine, which cannot be seen from here): its result is waited for',
      '… all gpu of this machine is in use: runs that need it begin when it is free',
      '… all gpu and licence of this machine is in use: runs that need it begin when it is free',
    ])
  })
})

describe('a text cut in the middle', () => {
  it.each([
    ['lr=0.1', 6, 'lr=0.1'],
    ['lr=0.15', 6, 'lr=…15'],
    ['abcdefghij', 5, 'ab…ij'],
    ['abcdefghij', 1, '…'],
  ])('%s in %s columns is %s', (text, most, cut) => expect(cutMiddle(text, most)).toBe(cut))
})
