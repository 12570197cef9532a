// What this task uses of two packages that ship without types (ml-knn 3.0, ml-logistic-regression 2.0).

declare module 'ml-knn' {
  export default class KNN {
    constructor(rows: number[][], labels: number[], options?: { k?: number })
    predict(rows: number[][]): number[]
  }
}

declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix'
  export default class LogisticRegression {
    constructor(options?: { numSteps?: number; learningRate?: number })
    train(rows: Matrix, labels: Matrix): void
    predict(rows: Matrix): number[]
  }
}
