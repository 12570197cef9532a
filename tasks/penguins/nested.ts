/** How one setting of a tactic did in each turn of a cross-validation: accuracies, `val[i]` and `test[i]` of turn i. */
export interface Turns {
  readonly val: readonly number[]
  readonly test: readonly number[]
}

/**
 * The accuracy of a tactic that chooses its setting anew in every turn, by that turn's validation fold: nested
 * cross-validation in the strict sense (Cawley & Talbot 2010, Journal of Machine Learning Research 11, 2079–2107). The
 * test fold of a turn has then no part at all in the choice, whereas one choice for all turns, by their mean, has seen
 * each test fold as the validation fold of another turn. The price is a choice by one fold alone, which is a less sure
 * one.
 *
 * @param settings one entry per setting, all from the same turns; equally good ones count equally, as if a coin were
 * tossed
 * @returns the mean over the turns of the chosen settings' test accuracy: 0 to 1
 * @throws RangeError when there is no setting, or when they differ in their number of turns
 */
export function nestedAccuracy(settings: readonly Turns[]): number {
  const turns = settings[0]?.test.length ?? 0
  if (turns === 0 || settings.some(({ val, test }) => val.length !== turns || test.length !== turns)) {
    const found = settings.map(({ val, test }) => `${val.length} and ${test.length}`).join(', ')
    throw new RangeError(
      `✖ Every setting needs validation and test accuracies of the same turns, but their numbers are ${found || 'none'} → at nestedAccuracy(settings)`,
    )
  }
  let total = 0
  for (let turn = 0; turn < turns; turn++) {
    const highest = Math.max(...settings.map(({ val }) => val[turn]!))
    const chosen = settings.filter(({ val }) => val[turn] === highest).map(({ test }) => test[turn]!)
    total += chosen.reduce((sum, accuracy) => sum + accuracy, 0) / chosen.length
  }
  return total / turns
}
