/** How a curve is smoothed: by the mean of so many steps around each, or by an exponential moving average that keeps a share of what it was. */
export type Smoothing = { readonly mean: number } | { readonly exponential: number }

/** @throws RangeError when a smoothing is none. */
export function checkSmoothing(smoothing: Smoothing): void {
  const { mean, exponential } = smoothing as { readonly mean?: unknown; readonly exponential?: unknown }
  const isMean = Number.isSafeInteger(mean) && (mean as number) >= 3 && (mean as number) % 2 === 1
  const isShare = typeof exponential === 'number' && exponential > 0 && exponential < 1
  if (Object.keys(smoothing).length === 1 && (isMean || isShare)) return
  throw new RangeError(
    `a curve is smoothed by the mean of an odd number of steps, { mean: 11 }, or by an exponential moving average that keeps a share, { exponential: 0.9 }, not by ${JSON.stringify(smoothing)}`,
  )
}

/**
 * A curve without its noise. What is not finite stays so, and counts nowhere else.
 *
 * - `mean`: the mean of the finite values among so many steps, half of them on each side; near an end among those that there are.
 * - `exponential`: sₜ = w · sₜ₋₁ + (1 − w) · yₜ from s₀ = 0, divided by 1 − wᵗ, which takes the pull of the 0 away (Kingma and Ba, Adam, 2015, section 3).
 *
 * @throws RangeError when the smoothing is none.
 */
export function smooth(values: readonly number[], smoothing: Smoothing): number[] {
  checkSmoothing(smoothing)
  if ('exponential' in smoothing) return exponentially(values, smoothing.exponential)
  const most = (smoothing.mean - 1) / 2
  return values.map((value, index) => {
    const near = values.slice(Math.max(0, index - most), index + most + 1).filter(Number.isFinite)
    return Number.isFinite(value) ? near.reduce((sum, one) => sum + one, 0) / near.length : value
  })
}

function exponentially(values: readonly number[], weight: number): number[] {
  let [sum, kept] = [0, 1]
  return values.map((value) => {
    if (!Number.isFinite(value)) return value
    sum = weight * sum + (1 - weight) * value
    kept *= weight
    return sum / (1 - kept)
  })
}
