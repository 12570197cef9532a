import { rng } from '../../library/random'
import { type Digits, SIDE } from '../../tasks/mnist/digits'

/** Handwritten digits as rows of features: means over 2 × 2 pixels, from 0 to 1. */
export interface Samples {
  readonly features: readonly Float64Array[]
  readonly classes: readonly number[]
}

const HALF = SIDE / 2

/** The samples of some digits; of those classes alone that are named, which are then counted from 0. */
export function samplesOf({ count, images, labels }: Digits, only?: readonly number[]): Samples {
  const places = Array.from({ length: count }, (_, at) => at).filter((at) => !only || only.includes(labels[at]!))
  return {
    classes: places.map((at) => (only ? only.indexOf(labels[at]!) : labels[at]!)),
    features: places.map((at) => {
      const row = new Float64Array(HALF * HALF)
      for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
        const [y, x] = [Math.floor(pixel / SIDE), pixel % SIDE]
        row[(y >> 1) * HALF + (x >> 1)]! += images[at * SIDE * SIDE + pixel]! / (4 * 255)
      }
      return row
    }),
  }
}

type Classify = (row: Float64Array) => number

const distance = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}

const nearest = (rows: readonly Float64Array[], row: Float64Array): number => {
  let [best, at] = [Infinity, 0]
  rows.forEach((other, index) => {
    const far = distance(other, row)
    if (far < best) [best, at] = [far, index]
  })
  return at
}

/** The class of the nearest sample. */
export const nearestNeighbour = ({ features, classes }: Samples): Classify => {
  return (row) => classes[nearest(features, row)]!
}

/** The class whose mean is nearest. */
export function nearestMean({ features, classes }: Samples): Classify {
  const means = Array.from({ length: Math.max(...classes) + 1 }, (_, one) => {
    const members = features.filter((__, at) => classes[at] === one)
    return Float64Array.from(
      { length: HALF * HALF },
      (__, i) => members.reduce((sum, row) => sum + row[i]!, 0) / members.length,
    )
  })
  return (row) => nearest(means, row)
}

export interface Descent {
  readonly steps: number
  readonly batch: number
  readonly rate: number
  readonly momentum: number
  readonly seed: number
}

/** Logistic regression by stochastic gradient descent, with the loss of each batch before its step. */
export function softmax(
  { features, classes }: Samples,
  { steps, batch, rate, momentum, seed }: Descent,
): { classify: Classify; losses: number[] } {
  const random = rng(seed)
  const [width, many] = [HALF * HALF, Math.max(...classes) + 1]
  const [weights, speed] = [new Float64Array(many * (width + 1)), new Float64Array(many * (width + 1))]
  const probabilities = (row: Float64Array): number[] => {
    const scores = Array.from({ length: many }, (_, one) => {
      const from = one * (width + 1)
      let score = weights[from + width]!
      for (let i = 0; i < width; i++) score += weights[from + i]! * row[i]!
      return score
    })
    const most = Math.max(...scores)
    const powers = scores.map((score) => Math.exp(score - most))
    const sum = powers.reduce((all, power) => all + power, 0)
    return powers.map((power) => power / sum)
  }
  const losses = Array.from({ length: steps }, () => {
    const slope = new Float64Array(weights.length)
    let loss = 0
    for (let k = 0; k < batch; k++) {
      const at = Math.floor(random() * features.length)
      const [row, p] = [features[at]!, probabilities(features[at]!)]
      loss -= Math.log(p[classes[at]!]!) / batch
      for (let one = 0; one < many; one++) {
        const pull = (p[one]! - (one === classes[at] ? 1 : 0)) / batch
        for (let i = 0; i < width; i++) slope[one * (width + 1) + i]! += pull * row[i]!
        slope[one * (width + 1) + width]! += pull
      }
    }
    for (let i = 0; i < weights.length; i++) {
      speed[i] = momentum * speed[i]! - rate * slope[i]!
      weights[i]! += speed[i]!
    }
    return loss
  })
  const classify: Classify = (row) => {
    const p = probabilities(row)
    return p.indexOf(Math.max(...p))
  }
  return { classify, losses }
}
