export { rowsOf } from './rows-of'
export { isStoredNumber, storedItems, type StoredItem } from './stored-items'
export type {
  ArrayOf,
  ColumnOf,
  ElementConfig,
  ElementOutput,
  ImageKey,
  RowConfig,
  RowOf,
  RowOutput,
  TableKey,
  TensorKey,
} from './types'
