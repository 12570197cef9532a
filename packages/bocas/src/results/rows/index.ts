export { exportRows } from './formats'
export { rowsToCsv } from './formats'
export { cellsOfRun, metricColumn, sameColumns, toRows } from './to-rows'
export type { AnyRow, ResultRow, RowCell } from './types'
