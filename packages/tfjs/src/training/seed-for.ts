import { ProblemsError } from 'bocas'
/**
 * A seed for one purpose of one run: `seedFor(ctx.seed, 'dense1/kernel')`.
 *
 * Every initializer, dropout and shuffle gets its own, so that two of them never draw the same numbers and adding a layer does not change
 * what the others draw. Never 0, because several initializers of TensorFlow.js take 0 for "no seed".
 *
 * The bits are FNV-1a over the text (Fowler, Noll, Vo) followed by the finalizer of MurmurHash3 (Appleby), which spreads seeds that
 * differ little.
 *
 * @param seed The run's seed: any finite number; runs use non-negative integers.
 * @param purpose What the numbers are for; any text.
 * @returns An integer from 1 to 2³¹ − 2.
 * @throws Error when `seed` is not a finite number: NaN would make runs that only look seeded.
 */
export function seedFor(seed: number, purpose: string): number {
  if (!Number.isFinite(seed))
    throw new ProblemsError({
      message: `a seed is a finite number, not ${String(seed)}`,
      path: `seedFor(…, '${purpose}')`,
    })
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(`${seed}:${purpose}`)) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash = (hash ^ (hash >>> 16)) >>> 0
  return (hash % 0x7ffffffe) + 1
}
