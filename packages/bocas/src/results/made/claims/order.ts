/** −1, 0 or 1. What differs in the tenth digit, or from 0 by the noise of a subtraction, is equal. */
export function order(value: number, bound: number): number {
  if (!Number.isFinite(value)) return Math.sign(value - bound)
  const noise = bound === 0 ? 1e-12 : 1e-9 * Math.max(Math.abs(value), Math.abs(bound))
  return Math.abs(value - bound) <= noise ? 0 : Math.sign(value - bound)
}
