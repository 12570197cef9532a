import type { Cell, NdArray, Row } from '../../artifacts'
import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Json } from '../../sweep'
import type { AnyRuns } from '../runs/checks'
import { listOf } from '../runs/options'
import { isBlock } from '../../key-path'
import type { Result } from '../stored/result'
import { RowResult } from './row-result'
import { kindOf, storedItems } from './stored-items'

/** More rows than these are a mistake, or want to be counted in the run. */
const MOST_ROWS = 250_000

/** What tells a row of an artifact apart, and what it measures. */
interface Part {
  readonly keys: Readonly<Record<string, Cell>>
  readonly numbers: ReadonlyMap<string, number>
}

/**
 * The rows of a stored table as runs, so that everything that shows runs shows rows: `rowsOf(runs, 'confusion', ['truth', 'said'])` has the keys
 * `confusion.truth` and `confusion.said`, and the metric `confusion.count`. Of a tensor the elements, by the names of its axes, each with its place from 0; the
 * metric has the name of the tensor. An empty number is NaN. A run that is missing in a draft is missing in every row that the others have.
 *
 * @param name the artifact.
 * @param keys columns that tell the rows of one run apart, or the axes of a tensor.
 * @throws Error when a run has no such table, it lacks a column, the axes of a tensor are others, or a key of the config has the name already.
 */
export function rowsOf(runs: AnyRuns, name: string, keys: string | readonly string[]): AnyRuns {
  const wanted = listOf<string>(keys)
  if (wanted.length === 0)
    throw new ProblemsError(`name what tells the rows of \`${name}\` apart: its columns, or the axes of a tensor`)
  if ([...runs].some((run) => run instanceof RowResult))
    throw new ProblemsError('these are rows already; take the rows of each table from the runs themselves')
  const clash = [...runs].find(({ config }) => isBlock(config as Json) && Object.hasOwn(config as object, name))
  if (clash !== undefined)
    throw new ProblemsError({
      message: `the config has a key \`${name}\` already, which the rows of the artifact would hide; store it under another name`,
      path: `${clash.task}/${clash.name}`,
    })
  const first = [...runs][0]
  const isTensor = first !== undefined && first.names.includes(name) && kindOf(first.get(name)) === 'tensor'
  const parts = new Map<Result, readonly Part[]>(
    isTensor
      ? storedItems(runs, name, 'tensor').map(({ run, value }) => [run, elementsIn(value, name, wanted, run)])
      : storedItems(runs, name, 'table').map(({ run, value }) => [run, rowsIn(value, name, wanted, run)]),
  )
  const count = [...parts.values()].reduce((sum, { length }) => sum + length, 0)
  if (count > MOST_ROWS)
    throw new ProblemsError(
      `\`${name}\` of these runs has ${count} rows, and at most ${MOST_ROWS} are shown: choose fewer runs, or count in the run`,
    )
  const distinct = new Map([...parts.values()].flat().map(({ keys: own }) => [JSON.stringify(own), own]))
  return runs.expand((entry) => {
    const withKeys = (own: Part['keys']): Json => ({ ...(entry.config as object), [name]: own })
    if (entry.result === undefined) {
      // Of a draft without any result nobody knows the rows.
      const missing = distinct.size > 0 ? [...distinct.values()] : [Object.fromEntries(wanted.map((key) => [key, '—']))]
      const { hole } = entry
      return missing.map((own) => ({
        ...entry,
        config: withKeys(own),
        ...(hole === undefined ? {} : { hole: { ...hole, config: withKeys(own) } }),
      }))
    }
    const { result } = entry
    return parts.get(result)!.map(({ keys: own, numbers }) => {
      const config = withKeys(own)
      return { ...entry, config, result: new RowResult(result, name, config, numbers) }
    })
  })
}

function rowsIn(rows: readonly Row[], name: string, keys: readonly string[], run: Result): Part[] {
  const columns = Object.keys(rows[0] ?? {})
  const missing = rows.length === 0 ? [] : keys.filter((key) => !columns.includes(key))
  if (missing.length > 0)
    throw new ProblemsError(
      missing.map((key) => ({
        message: `the table \`${name}\` has no column ${JSON.stringify(key)}; ${suggest(key, columns)}`,
        path: `${run.task}/${run.name}`,
      })),
    )
  const numeric = columns.filter((column) => !keys.includes(column) && rows.every((row) => isNumber(row[column])))
  return rows.map((row) => ({
    keys: Object.fromEntries(keys.map((key) => [key, row[key]!])),
    numbers: new Map(numeric.map((column) => [`${name}.${column}`, row[column] === null ? NaN : Number(row[column])])),
  }))
}

const isNumber = (cell: Cell | undefined): boolean => cell === null || typeof cell === 'number'

function elementsIn({ data, shape }: NdArray, name: string, axes: readonly string[], run: Result): Part[] {
  if (axes.length !== shape.length)
    throw new ProblemsError({
      message: `the tensor \`${name}\` has the shape [${shape.join(', ')}]: name its ${shape.length} axes, not ${axes.length}`,
      path: `${run.task}/${run.name}`,
    })
  return Array.from({ length: data.length }, (_, index) => {
    let rest = index
    const places = shape.map(() => 0)
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      places[axis] = rest % shape[axis]!
      rest = Math.floor(rest / shape[axis]!)
    }
    return {
      keys: Object.fromEntries(axes.map((axis, at) => [axis, places[at]!])),
      numbers: new Map([[name, Number(data[index])]]),
    }
  })
}
