import { array, record } from '../../schema'
import { ProblemsError, type Problem } from '../../problems'
import { suggest } from '../../suggest'
import { type Artifact, attemptArtifact } from '../artifact'
import type { Kind } from '../kind'
import { decodeNumber, encodeNumber, storedNumber } from '../numbers'
import { isBlock } from '../../key-path'
import { mapValues } from '../../collections'

/** Columns of equal length, by name. */
export type Columns = Readonly<Record<string, readonly number[]>>

/** Numbers over steps: the columns of a training history, for instance. */
export interface Series<C extends Columns = Columns> {
  /** The columns as they were recorded. */
  readonly columns: C
  /** The number of steps. */
  readonly length: number
  /**
   * One column. `accuracy` finds `acc` and `val_accuracy` finds `val_acc` (and the reverse): trainers differ in what they write.
   *
   * @throws Error that lists the columns there are.
   */
  column(name: ColumnName<C>): readonly number[]
}

type Alias<K> = K extends 'acc'
  ? 'accuracy'
  : K extends 'val_acc'
    ? 'val_accuracy'
    : K extends 'accuracy'
      ? 'acc'
      : K extends 'val_accuracy'
        ? 'val_acc'
        : never
/** The names under which the columns can be read. */
export type ColumnName<C> = (keyof C & string) | Alias<keyof C & string>

type Numbers<C> = { readonly [K in keyof C & string]: readonly number[] }
/** What trainers return: the columns, or an object that holds them as `history` (tf.js). */
export type HistoryLike = { readonly history: Readonly<Record<string, readonly unknown[]>> }

/**
 * Numbers over steps: `series({ loss, gradient })`, one array per column, all of one length.
 *
 * @throws Error when a column holds something else than numbers or the lengths differ.
 */
export function series<const C extends Readonly<Record<string, ArrayLike<number>>>>(
  columns: C,
): Artifact<'series', Series<Numbers<C>>> {
  return attemptArtifact('series', columns, () => makeSeries(checkColumns('series', columns) as Numbers<C>))
}

/**
 * The history of a training: what `model.fit` of TensorFlow.js returns, or `{ loss: [...], val_loss: [...] }`.
 *
 * @throws Error when there is no column, a column holds something else than numbers (tensors: `await h.syncData()` first), or the lengths differ.
 */
export function history(h: HistoryLike): Artifact<'series', Series>
export function history<const C extends Readonly<Record<string, ArrayLike<number>>>>(
  h: C,
): Artifact<'series', Series<Numbers<C>>>
export function history(h: HistoryLike | Readonly<Record<string, ArrayLike<number>>>): Artifact<'series', Series> {
  const nested: unknown = h?.history
  const columns = isBlock(nested) && !ArrayBuffer.isView(nested) ? nested : h
  return attemptArtifact('series', columns, () => makeSeries(checkColumns('history', columns)))
}

/** Stored as columns of numbers, in result.json. */
export const seriesKind: Kind<'series', Series, Record<string, (number | 'NaN' | 'Infinity' | '-Infinity')[]>> = {
  name: 'series',
  schema: record(array(storedNumber)),
  save: ({ columns }) => mapValues(checkColumns('series', columns), (column) => column.map(encodeNumber)),
  load: (data) => makeSeries(mapValues(data, (column) => column.map(decodeNumber))),
}

function makeSeries<C extends Columns>(columns: C): Series<C> {
  return {
    columns,
    length: Object.values(columns)[0]?.length ?? 0,
    column(name) {
      const found = [name, ALIASES[name]].find(
        (candidate) => candidate !== undefined && Object.hasOwn(columns, candidate),
      )
      if (found !== undefined) return columns[found]!
      throw new ProblemsError({
        code: 'unknown-column',
        message: `there is no column ${JSON.stringify(name)}; ${suggest(name, Object.keys(columns))}`,
      })
    },
  }
}

const ALIASES: Readonly<Record<string, string>> = {
  accuracy: 'acc',
  acc: 'accuracy',
  val_accuracy: 'val_acc',
  val_acc: 'val_accuracy',
}

function checkColumns(helper: string, columns: unknown): Columns {
  if (columns === null || typeof columns !== 'object' || isList(columns))
    throw new ProblemsError(`${helper}() takes columns by name, such as { loss: [0.5, 0.4] }`)
  const entries = Object.entries(columns)
  if (entries.length === 0)
    throw new ProblemsError(`${helper}() was given no columns; pass at least one, such as { loss: [0.5, 0.4] }`)
  const problems: Problem[] = []
  const lengths = new Map<number, string>()
  for (const [name, column] of entries) {
    if (name === '__proto__') problems.push({ message: 'a column cannot be called __proto__' })
    if (!isList(column)) {
      problems.push({ message: 'the column is no array of numbers', path: name })
      continue
    }
    lengths.set(column.length, name)
    const wrong = Array.from(column).findIndex((item) => typeof item !== 'number')
    if (wrong >= 0) problems.push({ message: `${describe(column[wrong])} is no number`, path: `${name}[${wrong}]` })
  }
  if (lengths.size > 1) {
    const told = [...lengths].map(([length, name]) => `\`${name}\` has ${length}`).join(', ')
    problems.push({ message: `the columns differ in length: ${told}; record them as several series` })
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return mapValues(columns as Record<string, ArrayLike<number>>, (column) => Array.from(column))
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

function describe(value: unknown): string {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  return 'dataSync' in value ? 'a tensor (call `await h.syncData()` before `history(h)`)' : 'an object'
}
