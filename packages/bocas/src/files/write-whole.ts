import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes a file, and its folder where there is none. Nobody ever reads half of it: it is written beside its place and moved there. What cannot be
 * written, on a full disk for instance, leaves the file as it was and nothing beside it.
 */
export async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeBeside(file, data)
}

/** The same in a folder that is there; where it was removed meanwhile, it is not made again. */
export async function writeBeside(file: string, data: string | Uint8Array): Promise<void> {
  const part = partOf(file)
  try {
    await writeFile(part, data)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** The same as {@link writeWhole}, for code that cannot wait: what holds a lock meanwhile, or is asked for an answer at once. */
export function writeWholeSync(file: string, data: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  makeBesideSync(file, (part) => writeFileSync(part, data))
}

/** For what is copied or written piece by piece, in a folder that is there: `make` is given the place beside the file. What it throws leaves nothing there either. */
export function makeBesideSync(file: string, make: (part: string) => void): void {
  const part = partOf(file)
  try {
    make(part)
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** Nobody else writes it, not even this process for the same file; and no one who lists a folder takes it for what lies there. */
const partOf = (file: string): string => join(dirname(file), `.${randomUUID()}.part`)
