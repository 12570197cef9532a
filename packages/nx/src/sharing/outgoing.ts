import { constants, copyFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'

/** An object that is to be put somewhere: its bytes, or the file that has them. */
export type Outgoing = { readonly bytes: number } & ({ readonly content: Buffer } | { readonly file: string })

export const contentOf = (outgoing: Outgoing): Buffer =>
  'content' in outgoing ? outgoing.content : readFileSync(outgoing.file)

/** Makes an object that has no file one. */
export const writeOutgoing = (outgoing: Outgoing, place: string): void =>
  'content' in outgoing
    ? writeFileSync(place, outgoing.content)
    : copyFileSync(outgoing.file, place, constants.COPYFILE_FICLONE)

/** Has objects lie in a folder by their digests, for programs that read files; those that are files stay where they are. */
export function stageOutgoing(objects: Iterable<readonly [digest: string, outgoing: Outgoing]>, folder: string): void {
  for (const [digest, outgoing] of objects) {
    const place = join(folder, digest)
    if (existsSync(place)) continue
    try {
      if ('file' in outgoing) symlinkSync(outgoing.file, place)
      else writeOutgoing(outgoing, place)
    } catch (error) {
      // Windows lets few make links.
      if (!isSystemError(error, 'EPERM')) throw error
      writeOutgoing(outgoing, place)
    }
  }
}
