import { ProblemsError } from '../../problems'
import type { AnyRow, RowCell } from './types'

/** One column: what kind of value it holds, and its cells. */
export interface RowColumn {
  readonly name: string
  /** `text` also where kinds mix: then every cell is written as text. */
  readonly kind: 'number' | 'integer' | 'truth' | 'text'
  readonly cells: readonly RowCell[]
}

/**
 * The columns of some rows, in order of first appearance.
 *
 * @throws Error when there are no rows, or a cell is neither a number nor text, true, false or null.
 */
export function rowColumns(rows: readonly AnyRow[]): RowColumn[] {
  if (rows.length === 0) throw new ProblemsError('there are no rows to write; only() or its like has left no results')
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return names.map((name) => {
    const cells = rows.map((row, i) => checked(Object.hasOwn(row, name) ? row[name] : null, `row ${i + 1}: ${name}`))
    return { name, kind: kindOf(name, cells), cells }
  })
}

/** Only the seed is known to be whole in every export: whether a metric is must not depend on its values. */
function kindOf(name: string, cells: readonly RowCell[]): RowColumn['kind'] {
  const types = new Set(cells.flatMap((cell) => (cell === null ? [] : [typeof cell])))
  if (types.size !== 1) return 'text'
  if (types.has('boolean')) return 'truth'
  if (!types.has('number')) return 'text'
  return name === 'seed' && cells.every((cell) => cell === null || Number.isSafeInteger(cell)) ? 'integer' : 'number'
}

function checked(cell: unknown, where: string): RowCell {
  if (cell === undefined || cell === null) return null
  if (typeof cell === 'number' || typeof cell === 'string' || typeof cell === 'boolean') return cell
  throw new ProblemsError({
    message: `a cell is a number, text, true, false or null, not ${Array.isArray(cell) ? 'a list' : `a ${typeof cell}`}`,
    path: where,
  })
}
