export { compare } from './compare'
export type {
  At,
  Better,
  Compared,
  ComparedCell,
  ComparedColumn,
  ComparedRow,
  CompareOptions,
  ComparisonNote,
  Gap,
  LabelsAt,
  Leader,
  Resampled,
  RowName,
  TestChoice,
  TestName,
  Wins,
} from './types'
