// Run by the specs in a process of its own: Parquet is read and written by ES modules, which Jest's module system does not load.
import { readFileSync } from 'node:fs'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import type { AnyRow } from './types'
import { exportRows } from './formats'

/** Writes rows and says what a reader finds in the file: whole numbers (INT64) as `7n`, others as JavaScript writes them. */
async function main(rows: readonly AnyRow[], file: string): Promise<void> {
  await exportRows(rows, file)
  const bytes = new Uint8Array(readFileSync(file))
  const { children } = parquetSchema(parquetMetadata(bytes.buffer))
  const columns = children.map(({ element }) => [element.name, element.type, element.repetition_type])
  const read = await parquetReadObjects({ file: bytes.buffer })
  const shown = (_: string, cell: unknown) =>
    typeof cell === 'bigint' || (typeof cell === 'number' && !Number.isFinite(cell))
      ? `${cell} as ${typeof cell}`
      : cell
  console.log(JSON.stringify({ columns, rows: read }, shown))
}

// JSON has no NaN and no infinities; rows come as the words.
const words: Record<string, number> = { NaN, Infinity, '-Infinity': -Infinity }
const [file] = process.argv.slice(2)
const rows = JSON.parse(readFileSync(0, 'utf8'), (_, cell: unknown) => words[String(cell)] ?? cell) as AnyRow[]
main(rows, file!).catch((error: Error) => {
  console.error(error)
  process.exitCode = 1
})
