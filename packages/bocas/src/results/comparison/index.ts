export { compare } from './compare'
export { competes } from './standing'
export type { LabelsAt } from './labels-at'
export type { CompareOptions, TestChoice } from './options'
export type {
  At,
  Better,
  Compared,
  ComparedCell,
  ComparedColumn,
  ComparedRow,
  ComparisonNote,
  Gap,
  Leader,
  Resampled,
  RowName,
  TestName,
  Wins,
} from './types'
