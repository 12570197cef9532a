import { readFile } from 'node:fs/promises'
import { writeWhole } from 'bocas/internal/made'

/** Writes a text, and leaves the file (and its time) alone when it already says that. */
export async function writeIfChanged(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (before !== text) await writeWhole(file, text)
}
