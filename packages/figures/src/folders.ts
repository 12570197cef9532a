import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * Writes a folder anew: whatever was in it is gone. The files are written beside it first, so that a write that fails leaves the old folder as it was.
 *
 * @param files contents by file name
 * @returns the absolute paths, sorted.
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<string[]> {
  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`))
  try {
    for (const [name, content] of files) await writeFile(join(fresh, name), content)
    await rm(folder, { recursive: true, force: true })
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
  return [...files.keys()].sort().map((name) => join(folder, name))
}

/** A folder of a job's own, made when it is first asked for. It goes when it is removed, and at the latest with the process. */
export function ownScratch(): { folder(): string; remove(): void } {
  let made: string | undefined
  const remove = (): void => {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    process.off('exit', remove)
    made = undefined
  }
  return {
    folder() {
      if (made === undefined) {
        made = mkdtempSync(join(tmpdir(), 'bocas-figures-'))
        process.once('exit', remove)
      }
      return made
    },
    remove,
  }
}
