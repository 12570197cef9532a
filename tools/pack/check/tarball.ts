import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Manifest } from '../manifest'

/** What a tarball of npm holds. */
export interface Tarball {
  readonly manifest: Manifest
  /** Bytes that are downloaded. */
  readonly size: number
  /** Contents by path in the package, sorted. */
  readonly files: ReadonlyMap<string, Buffer>
}

const BLOCK = 512

/** Reads a tarball as npm makes it: everything lies in `package/`, and no path is longer than the header has room for. */
export function readTarball(file: string): Tarball {
  const packed = readFileSync(file)
  const tar = gunzipSync(packed)
  const files: [string, Buffer][] = []
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const field = (from: number, length: number): string =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const prefix = field(345, 155)
    const path = `${prefix ? `${prefix}/` : ''}${field(0, 100)}`.replace(/^package\//, '')
    const length = parseInt(field(124, 12), 8)
    const type = field(156, 1)
    if (type !== '0') throw new Error(`${file}: ${path} is no plain file (type ${JSON.stringify(type)})`)
    files.push([path, tar.subarray(at + BLOCK, at + BLOCK + length)])
    at += BLOCK + Math.ceil(length / BLOCK) * BLOCK
  }
  files.sort(([a], [b]) => (a < b ? -1 : 1))
  const contents = new Map(files)
  const manifest = JSON.parse(contents.get('package.json')!.toString('utf8')) as Manifest
  return { manifest, size: packed.length, files: contents }
}
