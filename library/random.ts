/**
 * A seeded stream of pseudo-random numbers: the same seed gives the same numbers on every machine, for ever.
 *
 * The generator is sfc32, "Small Fast Counter", by Chris Doty-Humphrey (PractRand, `src/RNGs/sfc.cpp`, public domain):
 * 128 bits of state, a period of at least 2^32 for every seed, seeded from 64 bits as its author did (the seed fills
 * two words, then twelve rounds are thrown away). It is for science, not for secrets.
 *
 * @param seed any safe integer, negative ones too; every one starts a stream of its own
 * @returns a function; each call gives the next number, uniform on the 2^32 multiples of 2^-32 in [0, 1)
 * @throws RangeError when the seed is not a safe integer
 */
export function rng(seed: number): () => number {
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(
      `✖ A seed must be an integer between -(2^53 - 1) and 2^53 - 1, but this one is ${String(seed)} → at rng(seed)`,
    )
  }
  let a = 0
  let b = seed | 0
  let c = Math.floor(seed / 2 ** 32) | 0
  let counter = 1
  const next = () => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + out) | 0
    return (out >>> 0) / 2 ** 32
  }
  for (let round = 0; round < 12; round++) next()
  return next
}

/**
 * A seed for something that keeps a random stream of its own, a library's `seed` option for example.
 *
 * @param random the stream to draw from; it moves on by one number
 * @returns an integer from 1 to 2^31 - 1: never 0, which several libraries read as "no seed"
 */
export function drawSeed(random: () => number): number {
  return 1 + Math.floor(random() * (2 ** 31 - 1))
}
