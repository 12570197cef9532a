import { toCsv } from './csv'
import { toHtml } from './html'
import { toLatex } from './latex'
import { toMarkdown } from './markdown'
import { type Table } from './table'
import { toTypst } from './typst'

const WRITERS = { typ: toTypst, tex: toLatex, md: toMarkdown, html: toHtml, csv: toCsv }

/** The formats of a table, as the ends of its files' names. */
export const TABLE_FORMATS = Object.keys(WRITERS) as readonly (keyof typeof WRITERS)[]

/** A table in every format, by file name. */
export function tableFiles(table: Table): [string, string][] {
  return TABLE_FORMATS.map((format) => {
    const shown = format === 'csv' ? (table.data ?? table) : table
    return [`${table.name}.${format}`, WRITERS[format](shown)]
  })
}
