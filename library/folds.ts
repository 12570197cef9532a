import { shuffle } from './shuffle'

/**
 * Deals items into k folds so that every class is spread evenly: for stratified k-fold cross-validation.
 *
 * The members of each class are shuffled and dealt to the folds in turn, each class going on where the one before it
 * stopped. So the numbers of a class in any two folds differ by at most one, and so do the sizes of any two folds.
 *
 * @param labels the class of each item; equal (`===`) labels are one class
 * @param k how many folds; at least 2, and no class may have fewer members than this
 * @param random numbers in [0, 1), such as `rng(seed)`
 * @returns k lists of indices into `labels`, each in ascending order; every index is in exactly one of them
 * @throws RangeError when k is not a whole number from 2 up, or when classes are too small (all of them are named)
 */
export function stratifiedFolds(labels: readonly (string | number)[], k: number, random: () => number): number[][] {
  if (!Number.isInteger(k) || k < 2) {
    throw new RangeError(
      `✖ The number of folds must be a whole number from 2 up, but it is ${String(k)} → at stratifiedFolds(…, k)`,
    )
  }
  const classes = indicesByClass(labels)
  const tooSmall = [...classes].filter(([, members]) => members.length < k)
  if (classes.size === 0)
    throw new RangeError('✖ There is nothing to split: the list is empty → at stratifiedFolds(labels)')
  if (tooSmall.length > 0) {
    const lines = tooSmall.map(([label, members]) => `class ${JSON.stringify(label)} has ${members.length}`)
    throw new RangeError(
      `✖ Every class needs a member in each of the ${k} folds, but ${lines.join(', ')} → at stratifiedFolds(labels)\n` +
        '  Use fewer folds, or leave these classes out or merge them.',
    )
  }
  const folds: number[][] = Array.from({ length: k }, () => [])
  let next = 0
  for (const members of classes.values()) {
    for (const index of shuffle(members, random)) folds[next++ % k]!.push(index)
  }
  return folds.map((fold) => fold.sort((a, b) => a - b))
}

/** Classes in order of first appearance, so that the result depends on nothing but the arguments. */
function indicesByClass<L>(labels: readonly L[]): Map<L, number[]> {
  const classes = new Map<L, number[]>()
  labels.forEach((label, index) => {
    const members = classes.get(label)
    if (members) members.push(index)
    else classes.set(label, [index])
  })
  return classes
}
