/**
 * The numbers 0 … n−1 in an order that depends on the seed alone.
 *
 * Fisher–Yates (Durstenfeld's form, CACM 1964, algorithm 235) on mulberry32 (Tommy Ettinger, public domain).
 *
 * @param n How many; a non-negative integer.
 * @param seed A 32-bit integer, as `seedFor` returns.
 */
export function seededPermutation(n: number, seed: number): Int32Array {
  const random = mulberry32(seed)
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const moved = order[i]!
    order[i] = order[j]!
    order[j] = moved
  }
  return order
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
