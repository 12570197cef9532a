export { groupsOf, identify, type Group } from './groups'
export { pivot } from './pivot'
export type { OneOrMore, Pivot, PivotCell, PivotColumn, PivotHead, PivotOptions } from './types'
