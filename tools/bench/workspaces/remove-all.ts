import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Removes files and folders below `folder`, those that exist. */
export function removeAll(folder: string, names: readonly string[]): void {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 })
}
