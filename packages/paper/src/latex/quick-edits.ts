import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'

interface Stamp {
  readonly digest: string
  readonly size: number
  readonly second: number
}

/**
 * Whether a file was edited in a way that latexmk does not see: it compares sizes and whole seconds first, so an edit within a second that changes no size
 * (a digit, say) would leave the paper as it was.
 *
 * @param record where the state of the files is kept from call to call.
 */
export function wasEditedUnseen(record: string, files: readonly string[]): boolean {
  const before = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as Record<string, Stamp>) : {}
  const now = Object.fromEntries(files.filter((file) => existsSync(file)).map((file) => [file, stampOf(file)]))
  writeFileSync(record, JSON.stringify(now))
  return Object.entries(now).some(([file, { digest, size, second }]) => {
    const last = before[file]
    return last !== undefined && last.digest !== digest && last.size === size && last.second === second
  })
}

function stampOf(file: string): Stamp {
  const { size, mtimeMs } = statSync(file)
  return {
    digest: createHash('sha256').update(readFileSync(file)).digest('hex'),
    size,
    second: Math.floor(mtimeMs / 1000),
  }
}
