import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isSystemError, sha256 } from 'bocas/internal/light'
import { digestOfFiles, isCounted } from './package-files'

/**
 * The digest of a package as it was published, out of npm's own cache, where it lies by its integrity; undefined when it is not there. It is
 * the same as that of the installed files when nobody has changed them.
 */
export function publishedDigest(integrity: string): string | undefined {
  const [, base64] = /\bsha512-([A-Za-z0-9+/=]+)/.exec(integrity) ?? []
  if (base64 === undefined) return undefined
  const hex = Buffer.from(base64, 'base64').toString('hex')
  const cache = process.env.npm_config_cache || join(homedir(), '.npm')
  const file = join(cache, '_cacache', 'content-v2', 'sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4))
  if (!existsSync(file)) return undefined
  const packed = unpacked(file, base64)
  if (packed === undefined) return undefined
  return digestOfFiles(
    [...filesOfTar(packed)]
      // All lie below one folder, whatever it is called.
      .map(([name, content]) => [name.slice(name.indexOf('/') + 1), content] as const)
      .filter(([name]) => isCounted(name))
      .map(([name, content]) => [name, sha256(content)] as const),
  )
}

/** Undefined when npm has just tidied it away, or it is not what was published. */
function unpacked(file: string, base64: string): Buffer | undefined {
  try {
    const packed = readFileSync(file)
    return createHash('sha512').update(packed).digest('base64') === base64 ? gunzipSync(packed) : undefined
  } catch (error) {
    if (!isSystemError(error) && !isOfZlib(error)) throw error
    return undefined
  }
}

const isOfZlib = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('Z_')

const BLOCK = 512

/** The plain files of a tar archive (POSIX ustar, with long names as pax or as GNU writes them). */
export function* filesOfTar(tar: Buffer): Generator<readonly [name: string, content: Buffer]> {
  let longName: string | undefined
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (from: number, to: number): string => tar.toString('utf8', at + from, at + to).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 136), 8) || 0
    const content = tar.subarray(at + BLOCK, at + BLOCK + size)
    const kind = text(156, 157)
    const prefix = text(257, 262) === 'ustar' ? text(345, 500) : ''
    if (kind === 'x') longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content.toString('utf8'))?.[1] ?? longName
    else if (kind === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '')
    else if (kind !== 'g') {
      if (kind === '' || kind === '0')
        yield [longName ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)), content]
      longName = undefined
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}
