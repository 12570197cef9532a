import type { Image, NdArray, Row } from '../../artifacts'
import { ProblemsError, type Problem } from '../../problems'
import { suggest } from '../../suggest'
import type { AnyRuns } from '../runs/checks'
import type { Result } from '../stored/result'

/** One artifact of one run, as it was stored. */
export interface StoredItem<Value> {
  /** The run that stored it. What is made of the item comes from it: name it as `task/name` in a fact or a figure of your own. */
  readonly run: Result
  readonly value: Value
}

/** The values of the kinds that a run can store beside metrics and series. */
interface Stored {
  readonly table: readonly Row[]
  readonly tensor: NdArray
  readonly image: Image
}

/**
 * A table, tensor or image of each of some runs, in their order: `storedItems(runs, 'confusion', 'table')`. Holes of a draft have none.
 *
 * @throws Error that names the runs that have no such artifact, or one of another kind; ResultError when what is stored cannot be read.
 */
export function storedItems<K extends keyof Stored>(runs: AnyRuns, name: string, kind: K): StoredItem<Stored[K]>[] {
  const problems: Problem[] = []
  const items = [...runs].flatMap((run): StoredItem<Stored[K]>[] => {
    if (!run.names.includes(name)) {
      problems.push({
        message: `there is no artifact ${JSON.stringify(name)}; ${suggest(name, run.names)}`,
        path: `${run.task}/${run.name}`,
      })
      return []
    }
    const value = run.get(name)
    if (kindOf(value) !== kind) {
      const { what, instead } = KINDS[kindOf(value)]
      problems.push({ message: `\`${name}\` is ${what}, not a ${kind}; ${instead}`, path: `${run.task}/${run.name}` })
      return []
    }
    return [{ run, value: value as Stored[K] }]
  })
  if (problems.length > SHOWN)
    problems.splice(SHOWN, problems.length, { message: `… and ${problems.length - SHOWN} more` })
  if (problems.length > 0) throw new ProblemsError(problems)
  return items
}

const SHOWN = 5

const KINDS = {
  table: { what: 'a table', instead: 'name the columns that tell its rows apart' },
  tensor: { what: 'a tensor', instead: 'name its axes' },
  image: { what: 'an image', instead: 'read it with result.get()' },
  series: { what: 'a series', instead: 'lines() draws it' },
  metrics: { what: 'a metric', instead: 'it is shown by its path' },
  other: { what: 'an artifact of another kind', instead: 'read it with result.get()' },
} as const

/** What an artifact is, by the form in which it is read. */
export function kindOf(value: unknown): keyof typeof KINDS {
  if (Array.isArray(value)) return 'table'
  if (typeof value === 'number') return 'metrics'
  if (value === null || typeof value !== 'object') return 'other'
  if ('shape' in value && 'dtype' in value) return 'tensor'
  if ('png' in value && ArrayBuffer.isView(value.png)) return 'image'
  if ('columns' in value && 'column' in value) return 'series'
  return Object.getPrototypeOf(value) === Object.prototype ? 'metrics' : 'other'
}

/** Whether a run has stored a number in a table or a tensor: `confusion.count` in any row of `confusion`, `weights` anywhere in the tensor. */
export function isStoredNumber(run: Result, path: string, value: unknown): boolean {
  const name = run.names.find((artifact) => path === artifact || path.startsWith(`${artifact}.`))
  if (name === undefined) return false
  const stored = run.get(name)
  if (kindOf(stored) === 'tensor') return [...(stored as NdArray).data].some((one) => Object.is(Number(one), value))
  if (kindOf(stored) !== 'table') return false
  const column = path.slice(name.length + 1)
  return (stored as readonly Row[]).some((row) => Object.is(row[column] ?? NaN, value))
}
