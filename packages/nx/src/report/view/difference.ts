import type { PageColumn, Value } from './columns'

/** A key or a metric in which two runs differ. */
export interface Difference {
  readonly id: string
  readonly kind: 'config' | 'metric'
  readonly a: Value
  readonly b: Value
  /** b − a, where both are finite numbers. */
  readonly by?: number
}

/** In what two runs differ: keys first, then every metric, since of those one wants to see that they are equal too. */
export function configDifference(columns: readonly PageColumn[], a: number, b: number): Difference[] {
  return columns.flatMap(({ id, kind, of }): Difference[] => {
    const [x, y] = [of(a), of(b)]
    if (kind === 'metric') {
      const by = typeof x === 'number' && typeof y === 'number' && Number.isFinite(y - x) ? { by: y - x } : {}
      return x === undefined && y === undefined ? [] : [{ id, kind, a: x, b: y, ...by }]
    }
    const isOfConfig = kind === 'config' || id === 'task' || id === 'seed'
    return isOfConfig && x !== y ? [{ id, kind: 'config', a: x, b: y }] : []
  })
}
