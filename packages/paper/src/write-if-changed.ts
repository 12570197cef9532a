import { readFile } from 'node:fs/promises'
import { isSystemError, writeWhole } from 'bocas/internal/made'

/** Writes a text, and leaves the file (and its time) alone when it already says that. */
export async function writeIfChanged(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  })
  if (before !== text) await writeWhole(file, text)
}
