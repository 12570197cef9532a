// Called a hundred million times: where code runs in a context of its own, as in tests, each look at a global takes longer than the rest.
const { floor, imul } = Math

/** Uniform numbers from 0 (in) to 1 (out), 32 bits each: SplitMix32, after Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014. */
export function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = imul(mixed, 0x85ebca6b)
    mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A whole number from 0 to `n` − 1. */
export const below = (uniform: () => number, n: number): number => floor(uniform() * n)
