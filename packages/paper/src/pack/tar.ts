import { gzipSync } from 'node:zlib'
import { tar } from 'bocas/internal/made'

/**
 * An archive (POSIX ustar, gzip) of these files, in the order of their names. Nothing of time, place or person is in it: equal files give equal bytes.
 *
 * @param files contents by path, with `/` between folders.
 * @throws ProblemsError when a path is too long for the format.
 */
export function tarball(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const zipped = gzipSync(tar(files), { level: 9 })
  // The kind of system that made it: 255 for unknown.
  zipped[9] = 255
  return zipped
}
