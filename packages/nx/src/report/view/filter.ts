import type { PageColumn, Value } from './columns'
import { filterWords, type FilterValue, type FilterWord } from './filter-words'

/** The runs that a filter leaves, or what is wrong with it. */
export type Filtered = { readonly runs: readonly number[]; readonly problem?: string }

/**
 * Filters runs by words with spaces between them, each of which must hold: `optimizer=adam`, `lr<=0.01`, `state!=kept`, `test.accuracy>0.9`; `a,b` is one of several
 * values, and a word without a sign is looked for in the name of the run. Double quotes hold what has spaces, commas or signs together.
 *
 * @returns all runs and the reason, when a word names a column that there is not.
 */
export function filterRuns(runs: readonly number[], columns: readonly PageColumn[], filter: string): Filtered {
  const problems: string[] = []
  const tests = filterWords(filter).map((word) => testOf(word, columns, problems))
  if (problems.length > 0) return { runs, problem: problems.join('; ') }
  return { runs: runs.filter((run) => tests.every((holds) => holds(run))) }
}

function testOf(
  { text, condition }: FilterWord,
  columns: readonly PageColumn[],
  problems: string[],
): (run: number) => boolean {
  if (condition === undefined) {
    const name = columns.find((column) => column.id === 'run')!
    return (run) => String(name.of(run)).toLowerCase().includes(text.toLowerCase())
  }
  const { id, sign, values } = condition
  const column = named(id, columns)
  if (column === undefined) {
    problems.push(`there is no column ${id}; there are ${columns.map((one) => one.id).join(', ')}`)
    return () => true
  }
  if (sign === '=' || sign === '!=')
    return (run) => values.some((one) => isEqual(column.of(run), one)) === (sign === '=')
  const wanted = values.map((value) => value.text).join(',')
  const bound = Number(wanted)
  if (wanted === '' || Number.isNaN(bound)) {
    problems.push(`${text}: ${sign} is followed by a number`)
    return () => true
  }
  return (run) => {
    const value = column.of(run)
    return (
      typeof value === 'number' &&
      (sign === '>' ? value > bound : sign === '<' ? value < bound : sign === '>=' ? value >= bound : value <= bound)
    )
  }
}

/** A column by its path, or by the end of it where that is the end of one only: `lr` for `model.lr`. */
function named(id: string, columns: readonly PageColumn[]): PageColumn | undefined {
  const ends = columns.filter((column) => column.id.endsWith(`.${id}`))
  return columns.find((column) => column.id === id) ?? (ends.length === 1 ? ends[0] : undefined)
}

function isEqual(value: Value, { text, isQuoted }: FilterValue): boolean {
  if (text === '' && !isQuoted) return value === undefined || value === null || value === ''
  if (value === undefined) return false
  return String(value) === text || (typeof value === 'number' && text.trim() !== '' && value === Number(text))
}
