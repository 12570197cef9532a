import type { MarkupLanguage, Reading } from './reading'

/** From `start` up to, not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A table that the author has typed: its cells, row by row. */
export interface TypedTable extends Span {
  readonly rows: readonly (readonly Span[])[]
}

/** The tables of a text: `#table(…)` and `#grid(…)`, LaTeX's tabulars, Markdown's rows between bars. */
export function findTables({ live }: Reading, language: MarkupLanguage): TypedTable[] {
  if (language === 'typ') return typstTables(live)
  return language === 'tex' ? latexTables(live) : markdownTables(live)
}

function typstTables(live: string): TypedTable[] {
  return [...live.matchAll(/(?<![\p{L}\p{N}_.-])(?:table|grid)\(/gu)].flatMap(({ index, 0: found }) => {
    const open = index + found.length - 1
    const end = closing(live, open)
    const columns = columnsOf(live.slice(open, end))
    const cells = cellsWithin(live, open + 1, end)
    if (cells.length === 0) return []
    const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
      cells.slice(row * columns, (row + 1) * columns),
    )
    return [{ start: index, end: end + 1, rows }]
  })
}

/** `columns: 3`, `columns: (auto, 1fr)`; one when nobody says. */
function columnsOf(call: string): number {
  const [, count, list] = /\bcolumns:\s*(?:(\d+)|\(((?:[^()]|\([^()]*\))*)\))/.exec(call) ?? []
  if (count !== undefined) return Math.max(1, Number(count))
  return list === undefined ? 1 : Math.max(1, list.split(',').filter((one) => one.trim() !== '').length)
}

/** What stands in brackets or as a number or string of its own; what `table.header(…)` and its like hold counts. */
function cellsWithin(live: string, start: number, end: number): Span[] {
  const cells: Span[] = []
  for (let at = start; at < end; at++) {
    const char = live[at]
    if (char === '[') {
      const close = closing(live, at)
      if (!/[\p{L}\p{N}_-]+:\s*$/u.test(live.slice(start, at))) cells.push({ start: at + 1, end: close })
      at = close
    } else if (char === '(' && !/table\.(?:header|footer|cell)$/.test(live.slice(start, at))) at = closing(live, at)
    else if (char === '$') {
      const close = live.indexOf('$', at + 1)
      if (close < 0 || close > end) break
      cells.push({ start: at + 1, end: close })
      at = close
    }
  }
  return cells
}

/** Where the bracket at `at` closes. */
function closing(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const char = text[i]!
    if (char === '\\') i++
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char) && --depth === 0) return i
  }
  return text.length
}

function latexTables(live: string): TypedTable[] {
  const environments = /\\begin\{(tabular[*xy]?|tabularx|longtable|array)\}([\s\S]*?)\\end\{\1\}/g
  return [...live.matchAll(environments)].map(({ index, 0: found, 1: name, 2: body }) => {
    const start = index + `\\begin{${name}}`.length
    return {
      start: index,
      end: index + found.length,
      rows: pieces(body!, start, /\\\\/g).map((row) => pieces(live.slice(row.start, row.end), row.start, /(?<!\\)&/g)),
    }
  })
}

function markdownTables(live: string): TypedTable[] {
  const blocks = /(?:^[^\n]*\|[^\n]*(?:\n|$))+/gm
  return [...live.matchAll(blocks)]
    .filter(([found]) => /^[^\S\n]*\|?[\s:|-]*-[\s:|-]*$/m.test(found))
    .map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      rows: pieces(found, index, /\n/g).map((row) => pieces(live.slice(row.start, row.end), row.start, /(?<!\\)\|/g)),
    }))
}

function pieces(text: string, offset: number, separator: RegExp): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { index, 0: found } of text.matchAll(separator)) {
    spans.push({ start: offset + from, end: offset + index })
    from = index + found.length
  }
  return [...spans, { start: offset + from, end: offset + text.length }]
}
