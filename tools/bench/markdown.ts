import type { Answer } from './answer'
import type { Row } from './condense'
import { duration, formatValue, goalOf, times } from './format-value'
import { machineLine, type Machine } from './machine'

/** All that was measured on one kind of machine. */
export interface Report {
  readonly machine: Machine
  readonly answers: readonly Answer[]
}

/** Busy cores above which times, other than ratios, say little. */
const BUSY = 0.5

/** The report as a page: of each question what its contenders took, and how they compare. */
export function formatReport({ machine, answers }: Report): string {
  return `# Benchmarks

Written by the bench; not edited by hand. \`npm run bench -- --markdown\` measures everything anew. The line above each table measures that one anew; since a
table was written the bench may have come to print more. \`npm run bench -- --help\` says what else can be asked.

Machine: ${machineLine(machine)}.

Times are medians of wall time, with the shortest and the longest. CPU is the user and system time of all processes together. The contenders of a question are measured in
turns in one call, so ratios hold from machine to machine better than times do.

${answers.map(formatAnswer).join('\n\n')}
`
}

function formatAnswer({ title, command, busy, rows, notes }: Answer): string {
  const compared = rows.flatMap((row) => row.ratios.map((ratio) => ({ name: row.name, ...ratio })))
  return [
    `## ${title}`,
    `\`${command}\`${circumstances(busy)}`,
    table(
      ['contender', 'median', 'least – most', 'CPU', 'samples'],
      rows.map((row) => [row.name, formatValue(row.value, row.unit), spread(row), cpuOf(row), `${row.samples.length}`]),
    ),
    ...(compared.length === 0
      ? []
      : [
          table(
            ['compared', 'with', 'ratio', 'of CPU', 'goal'],
            compared.map((one) => [
              one.name,
              one.to,
              times(one.value),
              one.cpu === null ? '' : times(one.cpu),
              goalOf(one),
            ]),
          ),
        ]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ].join('\n\n')
}

const spread = ({ samples, range, unit }: Row): string =>
  samples.length > 1 ? range.map((end) => formatValue(end, unit)).join(' – ') : ''

const cpuOf = ({ cpu }: Row): string => (cpu === null ? '' : duration(cpu))

/** What a reader has to know before comparing an answer with others of the page. */
function circumstances(busy: number | undefined): string {
  if (busy === undefined) return ' (older: packages loaded from their sources)'
  return busy > BUSY ? ` (${busy.toFixed(1)} cores busy with other things)` : ''
}

/** Columns that are empty in every row are left out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = head.flatMap((_, column) => (rows.some((row) => row[column] !== '') ? [column] : []))
  const cells = [head, ...rows].map((row) => shown.map((column) => row[column]!.replaceAll('|', '\\|')))
  const widths = shown.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(cells[0]!), line(widths.map((width) => '-'.repeat(width))), ...cells.slice(1).map(line)].join('\n')
}
