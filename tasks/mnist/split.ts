import { rng } from '../../library/random'
import { permutation } from '../../library/shuffle'
import { pick, type Digits } from './digits'

/** How many images of each kind a run uses. */
export interface Sizes {
  readonly train: number
  readonly validation: number
  readonly test: number
}

/** Images to learn from, to choose by, and to report on: three sets without a common image. */
export interface Split {
  readonly train: Digits
  readonly validation: Digits
  readonly test: Digits
}

/** The test images are the same in every run, whatever its seed. */
const TEST_SEED = 1

/**
 * Draws the images of a run. Training and validation images come from MNIST's training file and depend on the seed; test images come from its
 * test file and do not, so that all runs are measured on the same ones. They are drawn rather than taken from the front: the first half
 * of that file is known to be the easier one.
 *
 * @throws Error when a file holds fewer images than asked, or a size is not a positive integer; every problem at once.
 */
export function drawImages(trainFile: Digits, testFile: Digits, sizes: Sizes, seed: number): Split {
  const problems = Object.entries(sizes)
    .filter(([, size]) => !Number.isInteger(size) || size < 1)
    .map(([name, size]) => `✖ a number of images is a positive integer, not ${size} → at images.${name}`)
  const learning = sizes.train + sizes.validation
  if (learning > trainFile.count) {
    problems.push(
      `✖ ${learning} images asked of the ${trainFile.count} in the training file → at images.train + images.validation`,
    )
  }
  if (sizes.test > testFile.count) {
    problems.push(`✖ ${sizes.test} images asked of the ${testFile.count} in the test file → at images.test`)
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const order = permutation(trainFile.count, rng(seed))
  return {
    train: pick(trainFile, order.slice(0, sizes.train)),
    validation: pick(trainFile, order.slice(sizes.train, learning)),
    test: pick(testFile, permutation(testFile.count, rng(TEST_SEED)).slice(0, sizes.test)),
  }
}
