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

/** The most probable digit of each image; of equal ones the first. */
export function mostProbable(probabilities: ArrayLike<number>): number[] {
  return Array.from({ length: probabilities.length / CLASSES }, (_, image) => {
    const own = ofImage(probabilities, image)
    return own.indexOf(Math.max(...own))
  })
}

/**
 * What a network says of each image: the digit that it takes it for, how sure it is of that (`confidence`), and how probable it finds a nine. Probabilities have six
 * decimals.
 */
export function predictions(
  truth: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): { digit: number; predicted: number; confidence: number; nine: number }[] {
  return mostProbable(probabilities).map((predicted, image) => {
    const own = ofImage(probabilities, image)
    const rounded = (digit: number) => Number(own[digit]!.toFixed(6))
    return { digit: truth[image]!, predicted, confidence: rounded(predicted), nine: rounded(9) }
  })
}

const ofImage = (probabilities: ArrayLike<number>, image: number): number[] =>
  Array.from({ length: CLASSES }, (_, digit) => probabilities[image * CLASSES + digit]!)
