import type { Answer } from './answer'
import { duration, formatValue, goalOf, times } from './format-value'
import { machineLine, type Machine } from './machine'

/** All that was measured on one kind of machine. */
export interface Report {
  readonly machine: Machine
  readonly answers: readonly Answer[]
}

/** Busy cores above which times, other than ratios, say little. */
const BUSY = 0.5

/** The report as a page with one table. */
export function formatReport({ machine, answers }: Report): string {
  return `# Benchmarks

Written by the bench; not edited by hand. \`npm run bench -- --markdown\` measures everything anew, with \`--only\` and \`--n\` a part of it, and \`npm run bench -- --help\` says what can be asked.

Machine: ${machineLine(machine)}.

Times are medians of wall time with the least and the most of the samples; CPU is the user and system time of all processes that took part. All contenders of a question
are measured in turns in one call, so ratios hold from machine to machine better than times do. Behind a ratio stands its goal, where there is one.

${table(
  ['question', 'contender', 'median', 'least – most', 'CPU', 'compared', 'samples'],
  answers.flatMap(({ title, busy, rows }, number) =>
    rows.map(({ name, unit, value, range, cpu, ratios, samples }, index) => [
      index > 0 ? '' : `${title}${circumstances(busy)} [${number + 1}]`,
      name,
      formatValue(value, unit),
      samples.length > 1 ? range.map((end) => formatValue(end, unit)).join(' – ') : '',
      cpu === null ? '' : duration(cpu),
      ratios
        .map((ratio) => {
          const cpuTimes = ratio.cpu === null ? '' : ` (CPU ${times(ratio.cpu)})`
          const goal = goalOf(ratio)
          return `${times(ratio.value)}${cpuTimes} of ${ratio.to}${goal === '' ? '' : `, ${goal}`}`
        })
        .join('<br>'),
      String(samples.length),
    ]),
  ),
)}

${answers
  .map(({ command, notes }, number) =>
    [`[${number + 1}] \`${command}\``, '', ...notes.map((note) => `- ${note}`), ''].join('\n'),
  )
  .join('\n')}`
}

/** What a reader has to know before comparing an answer with others of the page. */
function circumstances(busy: number | undefined): string {
  if (busy === undefined) return ' (older: packages loaded from their sources)'
  return busy > BUSY ? ` (${busy.toFixed(1)} cores busy with other things)` : ''
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(cells[0]!), line(widths.map((width) => '-'.repeat(width))), ...cells.slice(1).map(line)].join('\n')
}
