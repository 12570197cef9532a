import { CLASSES } from './digits'

/** The share of predictions that are right, from 0 to 1. */
export function accuracy(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const right = Array.from(truth, (digit, i) => digit === predicted[i]).filter(Boolean).length
  return right / truth.length
}

/** How many images of each digit were taken for which digit: 100 rows. */
export function confusion(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
): { digit: number; predicted: number; images: number }[] {
  const counts = new Array<number>(CLASSES * CLASSES).fill(0)
  for (let i = 0; i < truth.length; i++) counts[truth[i]! * CLASSES + predicted[i]!]! += 1
  return counts.map((images, cell) => ({ digit: Math.floor(cell / CLASSES), predicted: cell % CLASSES, images }))
}
