export { exportRows } from './export-rows'
export { toRows } from './to-rows'
export type { AnyRow, ResultRow, RowCell } from './types'
