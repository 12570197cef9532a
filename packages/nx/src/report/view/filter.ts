import type { PageColumn, Value } from './columns'

/** The runs that a filter leaves, or what is wrong with it. */
export type Filtered = { readonly runs: readonly number[]; readonly problem?: string }

const TERM = /^(.+?)(!=|>=|<=|=|>|<)(.*)$/

/**
 * Filters runs by words with spaces between them, each of which must hold: `optimizer=adam`, `lr<=0.01`, `state!=kept`, `test.accuracy>0.9`; `a,b` is one of several
 * values, and a word without a sign is looked for in the name of the run. Double quotes hold what has spaces together.
 *
 * @returns all runs and the reason, when a word names a column that there is not.
 */
export function filterRuns(runs: readonly number[], columns: readonly PageColumn[], filter: string): Filtered {
  const problems: string[] = []
  const tests = wordsOf(filter).map((word) => testOf(word, columns, problems))
  if (problems.length > 0) return { runs, problem: problems.join('; ') }
  return { runs: runs.filter((run) => tests.every((holds) => holds(run))) }
}

const wordsOf = (filter: string): string[] =>
  [...filter.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map(([word]) => word.replaceAll('"', ''))

function testOf(word: string, columns: readonly PageColumn[], problems: string[]): (run: number) => boolean {
  const [, id, sign, wanted] = TERM.exec(word) ?? []
  const name = columns.find((column) => column.id === 'run')!
  // The name of a run has signs too: `lr=0.1+seed=3`.
  const inName = (run: number): boolean => String(name.of(run)).toLowerCase().includes(word.toLowerCase())
  if (id === undefined || sign === undefined || wanted === undefined || wanted.includes('=')) return inName
  const column = named(id, columns)
  if (column === undefined) {
    problems.push(`there is no column ${id}; there are ${columns.map((one) => one.id).join(', ')}`)
    return () => true
  }
  if (sign === '=' || sign === '!=') {
    const any = wanted.split(',')
    return (run) => any.some((one) => isEqual(column.of(run), one)) === (sign === '=')
  }
  const bound = Number(wanted)
  if (wanted === '' || Number.isNaN(bound)) {
    problems.push(`${word}: ${sign} is followed by a number`)
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

const isEqual = (value: Value, wanted: string): boolean =>
  typeof value === 'number' && wanted !== ''
    ? value === Number(wanted) || String(value) === wanted
    : String(value ?? '') === wanted
