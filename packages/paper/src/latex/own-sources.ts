import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { GENERATED, isInside, shownPath } from '../shared/paper-paths'
import type { Source } from './places'

/** The files that TeX has read, absolute, each once and in this order; from its record (`.fls`). */
export function filesRead(folder: string, record: string): string[] {
  const inputs = [...record.matchAll(/^INPUT (.*)$/gm)].map(([, file]) => path.resolve(folder, file!))
  return [...new Set(inputs)]
}

/** The texts that the author writes, main file first: those that TeX has read. */
export function ownSources(paperDir: string, main: string, record: string | undefined): Source[] {
  const isOwn = (file: string): boolean =>
    file.endsWith('.tex') &&
    isInside(file, paperDir) &&
    !GENERATED.has(path.relative(paperDir, file).split(path.sep)[0]!)
  const files = [...new Set([main, ...filesRead(paperDir, record ?? '').filter(isOwn)])]
  return files
    .filter((file) => existsSync(file))
    .map((file) => ({ shown: shownPath(file, paperDir), text: readFileSync(file, 'utf8') }))
}
