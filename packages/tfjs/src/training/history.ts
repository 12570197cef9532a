import { ProblemsError } from 'bocas'
import type { History } from '@tensorflow/tfjs-layers'

/** One value per epoch under each metric's name; `loss` and `val_loss` first of all. Plain numbers: hand it to `history(…)` of bocas. */
export type FitHistory = Record<string, number[]>

/**
 * The plain numbers of a TensorFlow.js `History`: what `history(…)` of bocas stores.
 *
 * TensorFlow.js calls the metric `'accuracy'` `acc`; here it is `accuracy`, and `val_accuracy` on the validation data.
 *
 * @throws Error when the columns have different lengths: then the history is not one value per epoch.
 */
export async function plainHistory(history: Pick<History, 'history' | 'syncData'>): Promise<FitHistory> {
  await history.syncData()
  const columns: FitHistory = {}
  for (const [name, values] of Object.entries(history.history))
    columns[fullName(name)] = (values as number[]).map(Number)
  const lengths = Object.entries(columns).map(([name, values]) => `${name}: ${values.length}`)
  if (new Set(Object.values(columns).map((values) => values.length)).size > 1) {
    throw new ProblemsError({
      message: `the columns of a history must be equally long, but are not (${lengths.join(', ')})`,
      path: `history`,
    })
  }
  return columns
}

/** Appends the epochs of `more` to `history`, column by column. */
export function appendEpochs(history: FitHistory, more: FitHistory): void {
  for (const [name, values] of Object.entries(more)) {
    const column = (history[name] ??= [])
    for (const value of values) column.push(value)
  }
}

const fullName = (name: string): string => name.replace(/^(val_)?acc$/, '$1accuracy')
