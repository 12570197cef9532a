import { rng } from './random'
import { holdOut } from './splits'

describe('holdOut', () => {
  it('holds out as many as asked and keeps each item on exactly one side', () => {
    const { rest, held } = holdOut(100, 30, rng(1))
    expect([rest.length, held.length]).toEqual([70, 30])
    expect([...rest, ...held].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  it('is the same for the same seed and another for another', () => {
    expect(holdOut(50, 10, rng(1))).toEqual(holdOut(50, 10, rng(1)))
    expect(holdOut(50, 10, rng(1))).not.toEqual(holdOut(50, 10, rng(2)))
  })

  it('holds every item out equally often', () => {
    const random = rng(3)
    const times = new Array<number>(10).fill(0)
    for (let i = 0; i < 10_000; i++) for (const index of holdOut(10, 3, random).held) times[index]!++
    // each count has mean 3,000 and sd 46; five of those is beyond chance
    for (const n of times) expect(Math.abs(n - 3000)).toBeLessThan(5 * 46)
  })

  it.each([0, 5, -1, 1.5])('refuses to hold %p of 5 items out', (held) => {
    expect(() => holdOut(5, held, rng(0))).toThrow(
      `✖ Of 5 items a whole number from 1 to 4 can be held out, but not ${held}`,
    )
  })
})
