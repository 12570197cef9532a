import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What lies in a folder and below it: files, and the bytes in them. Nothing for a folder that is not there. */
export function folderSize(folder: string): { files: number; bytes: number } {
  const all = existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : []
  const files = all.filter((entry) => !entry.isDirectory())
  return {
    files: files.length,
    bytes: files.reduce((sum, { parentPath, name }) => sum + lstatSync(join(parentPath, name)).size, 0),
  }
}
