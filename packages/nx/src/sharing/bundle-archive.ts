import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { longTarHeader, makeBesideSync, TAR_END, tarFill } from 'bocas/internal/store'
import { ProblemsError } from 'bocas/internal/light'

/** One file of the archive: where its bytes come from, when it is its turn; `at` is where they begin in a file that has more. */
export interface ArchivePart {
  readonly name: string
  readonly size: number
  readonly isProgram?: boolean
  readonly from: { readonly file: string; readonly at?: number } | { readonly text: Buffer }
}

export const textPart = (name: string, text: string): ArchivePart => {
  const bytes = Buffer.from(text)
  return { name, size: bytes.length, from: { text: bytes } }
}

/** Writes an archive in the order of its parts, beside its place first. */
export function writeArchive(file: string, parts: readonly ArchivePart[]): void {
  mkdirSync(dirname(file), { recursive: true })
  makeBesideSync(file, (draft) => {
    const handle = openSync(draft, 'wx')
    try {
      for (const part of parts) {
        writeSync(
          handle,
          longTarHeader({ name: part.name, size: part.size, ...(part.isProgram ? { mode: 0o755 } : {}) }),
        )
        const { from } = part
        const written = 'file' in from ? copyInto(handle, from, part.size) : writeSync(handle, from.text)
        if (written !== part.size)
          throw new ProblemsError({
            code: 'not-committed',
            message: `${part.name} changed while it was put into the archive`,
            hint: 'call bocas bundle again',
          })
        writeSync(handle, tarFill(part.size))
      }
      writeSync(handle, TAR_END)
    } finally {
      closeSync(handle)
    }
  })
}

/** @returns how many bytes it were; of a file that is taken whole and has grown, more than its size. */
function copyInto(handle: number, { file, at }: { readonly file: string; readonly at?: number }, size: number): number {
  const from = openSync(file, 'r')
  const piece = Buffer.allocUnsafe(1 << 20)
  const begin = at ?? 0
  const most = at === undefined ? Infinity : size
  let total = 0
  const next = (): number => readSync(from, piece, 0, Math.min(piece.length, most - total), begin + total)
  try {
    for (let read = next(); read > 0; read = next()) {
      // A disk may take less at a time than it is given.
      for (let done = 0; done < read;) done += writeSync(handle, piece, done, read - done)
      total += read
    }
  } finally {
    closeSync(from)
  }
  return total
}
