import { stratifiedFolds } from '../../library/folds'
import { drawSeed, rng } from '../../library/random'

/** One turn of a cross-validation: one model, and what it is asked about. All are indices of rows. */
export interface Turn {
  readonly training: readonly number[]
  /** helps to choose hyper-parameters */
  readonly validation: readonly number[]
  /** is what is reported */
  readonly test: readonly number[]
  /** for what is random in a tactic */
  readonly seed: number
}

/**
 * Plans a cross-validation with a validation fold of its own.
 *
 * The rows are dealt into k stratified folds. In turn i, fold i is the test fold and the one after it (after the last,
 * the first) is the validation fold; one model learns from the k − 2 folds that are left and predicts both. So each row
 * is predicted once for validation and once for test, by models that never saw it and that learnt from equally many
 * rows: were the model for the test fold given the validation fold as well, the two accuracies could not be compared.
 *
 * The folds depend on the labels, k and the seed only: tactics that are given the same seed are compared on the same
 * folds.
 *
 * @param labels the class of each row
 * @param k number of folds; at least 3
 * @param seed the run's seed
 * @throws RangeError when k is below 3 or too large for the classes
 */
export function planTurns(labels: readonly number[], k: number, seed: number): Turn[] {
  if (!(k >= 3))
    throw new RangeError(`✖ Training, validation and test need at least 3 folds, but there are ${k} → at config.folds`)
  const random = rng(seed)
  const folds = stratifiedFolds(labels, k, random)
  const allBut = (...left: number[]) =>
    folds
      .filter((_, fold) => !left.includes(fold))
      .flat()
      .sort((a, b) => a - b)
  return folds.map((testFold, i) => {
    const next = (i + 1) % k
    return { training: allBut(i, next), validation: folds[next]!, test: testFold, seed: drawSeed(random) }
  })
}
