import { statSync } from 'node:fs'

/** What the file system says of a file or folder, to see whether it has changed: quick to ask. Empty where it is not there. */
export function fileStamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs} ${found.size}` : ''
}
