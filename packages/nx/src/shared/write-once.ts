import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file whose name is made from its content: whole, and not again. */
export function writeOnce(file: string, content: string): void {
  if (existsSync(file)) return
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, content)
    renameSync(draft, file)
  } catch (error) {
    // On a full disk half of it would stay.
    rmSync(draft, { force: true })
    throw error
  }
}
