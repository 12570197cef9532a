import { drawSeed, rng } from './random'

const draws = (seed: number, n: number) => {
  const random = rng(seed)
  return Array.from({ length: n }, random)
}

/**
 * sfc32 once more, in 64-bit integers and word for word as PractRand writes it: a second opinion on the 32-bit
 * arithmetic.
 */
function reference(seed: bigint, n: number): number[] {
  const word = (x: bigint) => x & 0xffffffffn
  let [a, b, c, counter] = [0n, word(seed), word(seed >> 32n), 1n]
  const raw = () => {
    const tmp = word(a + b + counter++)
    a = b ^ (b >> 9n)
    b = word(c + (c << 3n))
    c = word(word((c << 21n) | (c >> 11n)) + tmp)
    return Number(tmp)
  }
  for (let i = 0; i < 12; i++) raw()
  return Array.from({ length: n }, () => raw() / 2 ** 32)
}

describe('rng', () => {
  it.each([0, 1, 2, -1, 2 ** 31, 2 ** 32 + 5, -(2 ** 40) - 3, Number.MAX_SAFE_INTEGER])(
    'is sfc32 for the seed %p',
    (seed) => {
      expect(draws(seed, 1000)).toEqual(reference(BigInt(seed), 1000))
    },
  )

  it('gives these numbers for the seed 1, today and in ten years', () => {
    expect(draws(1, 3).map((x) => x * 2 ** 32)).toEqual([2012149540, 1872316204, 1707632675])
  })

  it('gives every seed a stream of its own, also above 2^32 and below 0', () => {
    const seeds = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 52]
    expect(new Set(seeds.map((seed) => draws(seed, 4).join())).size).toBe(seeds.length)
  })

  it('fills [0, 1) evenly', () => {
    const numbers = draws(7, 100_000)
    expect(Math.min(...numbers.slice(0, 1000))).toBeGreaterThanOrEqual(0)
    const bins = new Array<number>(10).fill(0)
    for (const x of numbers) bins[Math.floor(x * 10)]!++
    // chi-squared with 9 degrees of freedom: 27.9 is its 99.9 % point
    expect(bins.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9)
  })

  it.each([0.5, NaN, Infinity, 2 ** 53])('refuses the seed %p and says what is allowed', (seed) => {
    expect(() => rng(seed)).toThrow(
      `✖ A seed must be an integer between -(2^53 - 1) and 2^53 - 1, but this one is ${seed}`,
    )
  })
})

describe('drawSeed', () => {
  it('draws integers from 1 to 2^31 - 1, the ends included', () => {
    expect(drawSeed(() => 0)).toBe(1)
    expect(drawSeed(() => 1 - 2 ** -32)).toBe(2 ** 31 - 1)
  })
})
