/** `counts[actual][predicted]`, in class numbers. */
export type Confusion = readonly (readonly number[])[]

/**
 * Counts how often each class was taken for each.
 *
 * @param actual class numbers 0 … classes − 1
 * @param predicted as many
 */
export function confusionOf(actual: readonly number[], predicted: readonly number[], classes: number): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  actual.forEach((label, i) => counts[label]![predicted[i]!]!++)
  return counts
}

/** Adds counts up, cell by cell. All must have the same classes, and there must be at least one. */
export function pool(confusions: readonly Confusion[]): Confusion {
  return confusions.reduce((all, one) =>
    all.map((row, actual) => row.map((n, predicted) => n + one[actual]![predicted]!)),
  )
}

/** The share of rows that were predicted right: 0 to 1. */
export function accuracy(confusion: Confusion): number {
  return sum(confusion.map((row, label) => row[label]!)) / sum(confusion.flat())
}

/**
 * The mean over the classes of F1 = 2 TP / (2 TP + FP + FN): 0 to 1. Every class weighs the same however many members
 * it has; one that neither occurs nor is predicted counts as 0. This is the mean of the F1 values, not the F1 of mean
 * precision and mean recall (Opitz & Burst 2019, arXiv:1911.03347, show how the two differ).
 */
export function macroF1(confusion: Confusion): number {
  const f1 = confusion.map((row, label) => {
    const right = row[label]!
    const either = sum(row) + sum(confusion.map((other) => other[label]!))
    return either === 0 ? 0 : (2 * right) / either
  })
  return sum(f1) / f1.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0)
}
