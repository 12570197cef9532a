import type { Row } from './condense'
import { duration, formatValue, goalOf, times } from './format-value'
import { formatTable } from './table'

/** The rows as a text table; comparisons beyond a row's first have lines of their own below it. */
export function formatRows(rows: readonly Row[]): string {
  const right = ['median', 'least – most', 'CPU', 'ratio', 'CPU ratio'].map((title) => ({
    title,
    align: 'right' as const,
  }))
  return formatTable(
    [{ title: '' }, ...right, { title: 'to' }, { title: 'goal' }],
    rows.flatMap(({ name, unit, value, range, cpu, ratios }) => {
      const own = [
        name,
        formatValue(value, unit),
        range.map((end) => formatValue(end, unit)).join(' – '),
        cpu === null ? UNKNOWN : duration(cpu),
      ]
      if (ratios.length === 0) return [own]
      return ratios.map((ratio, index) => [
        ...(index === 0 ? own : own.map(() => '')),
        times(ratio.value),
        ratio.cpu === null ? UNKNOWN : times(ratio.cpu),
        ratio.to,
        goalOf(ratio),
      ])
    }),
  )
}

const UNKNOWN = '—'
