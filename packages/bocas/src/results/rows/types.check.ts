// Type tests: compiled by tsc, never run. Every `@ts-expect-error` is a promise.
import type { Runs } from '../runs/runs'
import { toRows } from './to-rows'
import type { RowCell } from './types'
import { exportRows } from './formats'

interface Conf {
  readonly model: { readonly lr: number }
  readonly seed: number
}
interface Out {
  readonly val: { readonly accuracy: number }
}

export async function promises(runs: Runs<Conf, Out>, unknown: Runs): Promise<void> {
  const [row] = toRows(runs)
  row!.task satisfies string
  row!.seed satisfies number | null
  row!['val.accuracy'] satisfies number | null
  row!['config.model.lr'] satisfies RowCell | undefined
  // @ts-expect-error no such key
  void row!['config.model.rate']
  // @ts-expect-error no such metric
  void row!['val.acc']
  toRows(unknown)[0]!['anything'] satisfies RowCell | undefined
  await exportRows(runs, 'results.csv')
  await exportRows(toRows(runs), 'results.parquet')
  await exportRows([{ task: 'mnist', accuracy: 0.9 }], 'results.json')
  // @ts-expect-error a cell is no list
  await exportRows([{ sizes: [1, 2] }], 'results.json')
}
