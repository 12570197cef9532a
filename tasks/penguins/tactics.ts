import KNN from 'ml-knn'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'
import { RandomForestClassifier } from 'ml-random-forest'
import type { Config } from 'bocas'
import type grid from './sweep'

/** A tactic with its hyper-parameters, as the sweep gives it. */
export type Tactic = Config<typeof grid>['tactic']

/** Rows of features in, class numbers out. */
export type Predict = (rows: number[][]) => number[]

/**
 * Trains one tactic.
 *
 * @param rows n rows of standardised features
 * @param classes n class numbers, 0 … K − 1, each of them present
 * @param seed for what is random in the tactic: only the forest's draws of rows and features
 */
export function train(tactic: Tactic, rows: number[][], classes: number[], seed: number): Predict {
  switch (tactic.name) {
    case 'forest': {
      const forest = new RandomForestClassifier({
        seed,
        nEstimators: tactic.trees,
        maxFeatures: featureShare(tactic.features, rows[0]!.length),
        replacement: false, // otherwise a tree may be given the same feature twice
        noOOB: true, // we have our own validation rows
      })
      forest.train(rows, classes)
      return (unseen) => forest.predict(unseen)
    }
    case 'neighbours': {
      const neighbours = new KNN(rows, classes, { k: tactic.k })
      return (unseen) => neighbours.predict(unseen)
    }
    case 'logistic': {
      const logistic = new LogisticRegression({ numSteps: tactic.steps, learningRate: tactic.rate })
      logistic.train(withIntercept(rows), Matrix.columnVector(classes))
      return (unseen) => logistic.predict(withIntercept(unseen))
    }
  }
}

/**
 * ml-random-forest reads a whole number as a count, except 1, which it reads as "all": so one feature is asked for as a
 * share.
 */
function featureShare(count: number, features: number): number {
  if (!Number.isInteger(count) || count < 1 || count > features) {
    throw new RangeError(
      `✖ A tree can see from 1 to ${features} features, but not ${count} → at config.tactic.features`,
    )
  }
  return count === 1 ? 1.5 / features : count
}

/** ml-logistic-regression has no intercept of its own: a feature that is always 1 is one. */
function withIntercept(rows: readonly (readonly number[])[]): Matrix {
  return new Matrix(rows.map((row) => [1, ...row]))
}
