import { stratifiedFolds } from '../../library/folds'
import { drawSeed, rng } from '../../library/random'

/** What to learn from and what to predict, as indices of rows. */
export interface Fit {
  readonly training: readonly number[]
  readonly unseen: readonly number[]
  /** for what is random in a tactic */
  readonly seed: number
}

/**
 * One turn of a cross-validation: `validation` helps to choose hyper-parameters and never sees the test rows; `test` is
 * what is reported.
 */
export interface Turn {
  readonly validation: Fit
  readonly test: Fit
}

/**
 * Plans a cross-validation with a validation fold of its own.
 *
 * The rows are dealt into k stratified folds. In turn i, fold i is the test fold and the one after it (after the last,
 * the first) is the validation fold: one model learns from the k − 2 folds that are left and predicts the validation
 * fold; another learns from all but the test fold and predicts the test fold. So each row is predicted once for
 * validation and once for test, by models that never saw it.
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
    return {
      validation: { training: allBut(i, next), unseen: folds[next]!, seed: drawSeed(random) },
      test: { training: allBut(i), unseen: testFold, seed: drawSeed(random) },
    }
  })
}
