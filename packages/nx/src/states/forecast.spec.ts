import { medianOf, secondsUntilDone } from './forecast'

const runs = (...seconds: number[]) => seconds.map((each) => ({ task: 'alpha', seconds: each }))

describe('the expected time', () => {
  it('is the sum for one seat', () => expect(secondsUntilDone(runs(3, 1, 2), 1)).toBe(6))

  it('gives each free seat the first waiting run', () => {
    // 3 | 1 then 2 then 4: the seats end at 3 and 1, 3 and 3, 7.
    expect(secondsUntilDone(runs(3, 1, 2, 4), 2)).toBe(7)
    expect(secondsUntilDone(runs(4, 3, 2, 1), 2)).toBe(5)
    expect(secondsUntilDone(runs(4, 3, 2, 1), 9)).toBe(4)
  })

  it('lets a task have no more seats than its limit, and others pass', () => {
    const limited = runs(2, 2).map((run) => ({ ...run, concurrency: 1 }))
    expect(secondsUntilDone(limited, 8)).toBe(4)
    expect(secondsUntilDone([...limited, { task: 'beta', seconds: 4 }], 2)).toBe(4)
  })

  it('is nothing for nothing', () => expect(secondsUntilDone([], 4)).toBe(0))

  const many = (length: number) =>
    Array.from({ length }, (_, index) => ({ task: `t${index % 3}`, seconds: 1 + (index % 7), concurrency: 5 }))

  it('is nearly the work of ten thousand runs, divided among the seats', () => {
    const runs = many(10_000)
    expect(secondsUntilDone(runs, 8)).toBeCloseTo(runs.reduce((sum, { seconds }) => sum + seconds, 0) / 8, -2)
  })

  it('takes for ten times as many runs by far not a hundred times as long to know', () => {
    const time = (runs: ReturnType<typeof many>): number => {
      const begin = process.cpuUsage()
      secondsUntilDone(runs, 8)
      return process.cpuUsage(begin).user
    }
    // The best of several: other work of the machine only ever adds.
    const best = (length: number): number => Math.min(...Array.from({ length: 4 }, () => time(many(length))))
    expect(best(20_000)).toBeLessThan(50 * best(2000) + 20_000)
  })
})

describe('the median', () => {
  it('is the middle value, or the mean of both', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, undefined])
  })
})
