import { isProblemsError, readCsv, suggest, type Json, type Problem } from 'bocas/internal'
import { isSyntaxError } from 'bocas/internal/light'
import { numberOf, parsePythonJson, parseSetting } from '../plain-values'
import type { SourceRun, SourceRuns } from '../source-run'
import { exportedRun } from './exported-run'
import { readPythonLiteral } from './python-literal'

/** Columns of the runs table of a project that are neither settings nor metrics. */
const ABOUT = [
  'Name',
  'ID',
  'State',
  'Notes',
  'User',
  'Tags',
  'Created',
  'Runtime',
  'Sweep',
  'Group',
  'Job Type',
  'Hostname',
  'Commit',
  'GPU Type',
  'GPU Count',
  'Updated',
  'End Time',
  'Git Repository',
]

/** What spreadsheets write in countries where numbers have commas. */
const SEPARATORS = [
  { sign: ';', name: 'semicolons' },
  { sign: '\t', name: 'tabs' },
] as const

type CsvField = string | null
type Row = ReadonlyMap<string, CsvField>

/**
 * Reads a CSV of runs: that which the API's documentation makes, with a column `config` and a column `summary`, or that of the runs table in the browser, whose
 * columns do not say which are settings.
 *
 * @param config the columns that are settings.
 */
export function readRunsTable(text: string, path: string, config: readonly string[]): SourceRuns {
  const table = tableOf(text, path)
  if ('problem' in table) return { runs: [], notes: [], problems: [table.problem] }
  const { columns, rows } = table
  const problems: Problem[] = []
  if (columns.includes('config') && columns.includes('summary')) {
    const runs = rows.flatMap((row, index) => runOfBlocks(row, `${path}:${index + 2}`, problems) ?? [])
    return { runs: problems.length > 0 ? [] : runs, notes: [], problems }
  }
  const free = columns.filter((name) => name !== '' && !ABOUT.includes(name) && !name.startsWith('_'))
  const unknown = config.filter((name) => !free.includes(name))
  for (const name of unknown)
    problems.push({
      code: 'import-needs-choice',
      message: `the table has no column '${name}'`,
      hint: suggest(name, free),
      path,
    })
  if (!columns.includes('Name'))
    problems.push({
      code: 'damaged-import',
      message: 'the table has no column `Name`',
      hint: `it has ${columns.join(', ')}`,
      path,
    })
  if (config.length === 0)
    problems.push({
      code: 'import-needs-choice',
      message: 'the table does not say which of its columns are settings',
      hint: `name them: --config ${
        free
          .filter((name) => !hasFractions(rows, name))
          .slice(0, 6)
          .join(',') || '<column>,…'
      }; the other columns of numbers are metrics. There are: ${free.join(', ')}`,
      path,
    })
  if (problems.length > 0) return { runs: [], notes: [], problems }
  const skipped = free.filter(
    (name) => !config.includes(name) && !rows.some((row) => numberOf(row.get(name)) !== undefined),
  )
  return {
    runs: rows.map((row, index) => runOfColumns(row, index, config, free)),
    notes: skipped.length === 0 ? [] : [`columns without numbers are left out: ${skipped.join(', ')}`],
    problems,
  }
}

/** Settings are round more often than measured numbers: a proposal, and no more. */
const hasFractions = (rows: readonly Row[], name: string): boolean =>
  rows.some((row) => /\.\d{5,}/.test(row.get(name) ?? ''))

function tableOf(
  text: string,
  path: string,
): { readonly columns: readonly string[]; readonly rows: readonly Row[] } | { readonly problem: Problem } {
  let lines: CsvField[][]
  try {
    lines = readCsv(text)
  } catch (error) {
    if (!isProblemsError(error)) throw error
    return damaged(`this is no CSV: ${error.message}`, path)
  }
  const [head, ...rest] = lines
  if (head === undefined || rest.length === 0) return damaged('the table is empty', path)
  const columns = head.map((name) => name ?? '')
  const other = SEPARATORS.find(({ sign }) => columns.length === 1 && columns[0]!.includes(sign))
  if (other !== undefined)
    return damaged(
      `the columns of this table are separated by ${other.name}`,
      path,
      'save it with commas between the columns and points in the numbers, as Weights & Biases exports it',
    )
  const ragged = rest.findIndex((line) => line.length !== columns.length)
  if (ragged >= 0)
    return damaged(
      `the table has ${columns.length} columns, and this line ${rest[ragged]!.length}`,
      `${path}:${ragged + 2}`,
    )
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index)
  if (twice !== undefined) return damaged(`two columns are called ${twice}`, path, 'give one of them another name')
  return { columns, rows: rest.map((line) => new Map(columns.map((name, index) => [name, line[index] ?? null]))) }
}

const damaged = (message: string, path: string, hint = 'export the table again'): { readonly problem: Problem } => ({
  problem: { code: 'damaged-import', message, hint, path },
})

function runOfBlocks(row: Row, path: string, problems: Problem[]): SourceRun | undefined {
  const blocks = Object.fromEntries(
    [...row].flatMap(([name, cell]): [string, unknown][] => {
      if (cell === null || name === '') return []
      return [[name, name === 'config' || name === 'summary' ? blockOf(cell) : cell]]
    }),
  )
  return exportedRun(blocks, path, problems)
}

/** What pandas writes of a dictionary: as Python prints it, or JSON; null for all else. */
function blockOf(cell: string): unknown {
  try {
    return parsePythonJson(cell)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return readPythonLiteral(cell)?.value ?? null
  }
}

function runOfColumns(row: Row, index: number, config: readonly string[], free: readonly string[]): SourceRun {
  const name = row.get('Name') || `run-${index + 1}`
  const state = row.get('State') || 'finished'
  const settings = config.flatMap((key): [string, Json][] => {
    const cell = row.get(key)
    return cell === null || cell === undefined ? [] : [[key, parseSetting(cell)]]
  })
  const numbers = free.flatMap((key): [string, number][] => {
    const value = config.includes(key) ? undefined : numberOf(row.get(key))
    return value === undefined ? [] : [[key, value]]
  })
  return {
    origin: row.get('ID') || name,
    name,
    state,
    isFinished: state === 'finished',
    config: Object.fromEntries(settings),
    metrics: new Map(),
    summary: new Map(numbers),
  }
}
