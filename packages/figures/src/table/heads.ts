import { mostOf } from 'bocas/internal'
import { type Head, type TableRow } from './table'

/** A head with its place in the lines above the columns. */
export interface HeadCell {
  readonly head: Head
  /** The first column below it, from 0, and how many there are. */
  readonly start: number
  readonly columns: number
  /** How many lines it covers. */
  readonly lines: number
}

/** The lines of heads above the columns. A head with nothing below it reaches down to the last line. */
export function headLines(heads: readonly Head[]): HeadCell[][] {
  const depth = Math.max(0, mostOf(heads.map(depthOf)))
  const lines: HeadCell[][] = Array.from({ length: depth }, () => [])
  const place = (head: Head, level: number, start: number): number => {
    const { below = [] } = head
    let end = start
    for (const child of below) end = place(child, level + 1, end)
    const columns = below.length === 0 ? 1 : end - start
    lines[level]?.push({ head, start, columns, lines: below.length === 0 ? depth - level : 1 })
    return start + columns
  }
  heads.reduce((start, head) => place(head, 0, start), 0)
  return lines.map((line) => line.sort((a, b) => a.start - b.start))
}

function depthOf({ below = [] }: Head): number {
  return 1 + Math.max(0, mostOf(below.map(depthOf)))
}

/** From the top to each column, the heads that stand above it. */
export function headPaths(heads: readonly Head[]): Head[][] {
  return heads.flatMap((head) =>
    head.below === undefined || head.below.length === 0
      ? [[head]]
      : headPaths(head.below).map((path) => [head, ...path]),
  )
}

/** For every row and head, over how many rows that head stands; 0 for one that stands for its row from above. The last head never does. */
export function rowSpans(rows: readonly TableRow[]): number[][] {
  const isSame = (row: number, level: number): boolean =>
    row > 0 &&
    level < (rows[row]?.heads.length ?? 0) - 1 &&
    rows[row]!.heads.slice(0, level + 1).every((text, index) => text === rows[row - 1]!.heads[index])
  return rows.map(({ heads }, row) =>
    heads.map((_, level) => {
      if (isSame(row, level)) return 0
      let end = row + 1
      while (end < rows.length && isSame(end, level)) end++
      return end - row
    }),
  )
}

/** Whether a rule belongs below a head: it stands over several others. */
export function hasRule({ below = [] }: Head): boolean {
  return below.length > 1
}

/** Whether a row begins a new group of rows: its first head changes, and groups have several rows. */
export function beginsGroup(spans: readonly (readonly number[])[], row: number): boolean {
  return row > 0 && spans[row]![0]! > 0 && spans.some((levels) => levels[0]! > 1)
}
