import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What the files in a folder and its own folders take of the disk, in bytes: whole blocks, as `du` counts. Files that do not count are passed over. */
export function folderBlocks(folder: string, counts: (file: string) => boolean = () => true): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => entry.isDirectory() || counts(path))
    .reduce((sum, { path }) => sum + lstatSync(path).blocks * 512, 0)
}
