import { statSync } from 'node:fs'

/** What the file system says of a file or folder, to see whether it has changed: quick to ask. Empty where it is not there. */
export function fileStamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs} ${found.size}` : ''
}

/** Milliseconds: a file that was written this recently may be written again without another time of the file system. */
export const TOO_RECENT = 2_000
