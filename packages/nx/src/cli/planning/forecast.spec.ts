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

  it('is soon known for ten thousand runs', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      task: `t${index % 3}`,
      seconds: 1 + (index % 7),
      concurrency: 5,
    }))
    const begin = performance.now()
    expect(secondsUntilDone(many, 8)).toBeCloseTo(many.reduce((sum, { seconds }) => sum + seconds, 0) / 8, -2)
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})

describe('the median', () => {
  it('is the middle value, or the mean of both', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, undefined])
  })
})
