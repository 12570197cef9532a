/** A column of a text table; numbers go to the right. */
export interface Column {
  readonly title: string
  readonly align?: 'right'
}

/** Lays a table out in columns two spaces apart, its head underlined. Lines carry no blanks at their ends. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => cell(row, index).length)),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const text = cell(cells, index)
        return align === 'right' ? text.padStart(widths[index]!) : text.padEnd(widths[index]!)
      })
      .join('  ')
      .trimEnd()
  return [columns.map(({ title }) => title), widths.map((width) => '─'.repeat(width)), ...rows].map(line).join('\n')
}

const cell = (row: readonly string[], index: number): string => row[index] ?? ''
