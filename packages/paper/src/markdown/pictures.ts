import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isInside } from '../shared/paper-paths'
import type { PaperProblem, PaperPlace } from '../shared/problems'
import { FLOAT } from './marks'
import { sourceOf, type Token } from './markdown-it'

const TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
}

/** What is wrong with a picture that the author brings: it has to be put into the file. */
export function pictureProblem(token: Token, at: PaperPlace, paperDir: string): PaperProblem[] {
  const source = sourceOf(token)
  if (FLOAT.test(source) || source.startsWith('data:')) return []
  const file = pictureFile(source, paperDir)
  if (file === undefined) {
    return [
      {
        message: `the picture ${source} is not in the paper's folder`,
        at,
        hints: ['keep a copy there: the paper is one file that needs no other'],
      },
    ]
  }
  if (!existsSync(file)) return [{ message: `there is no picture ${source}`, at }]
  if (!(path.extname(file).toLowerCase() in TYPES)) {
    return [
      {
        message: `browsers show no ${path.extname(file)} as a picture`,
        at,
        hints: [`these they do: ${Object.keys(TYPES).join(' ')}`],
      },
    ]
  }
  return []
}

/** Where a picture lies; `undefined` outside of the paper's folder. */
export function pictureFile(source: string, paperDir: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(source)) return undefined
  const file = path.resolve(paperDir, decodeURI(source))
  return isInside(file, paperDir) ? file : undefined
}

/** The file as an address that holds it. */
export function dataUri(file: string): string {
  return `data:${TYPES[path.extname(file).toLowerCase()]};base64,${readFileSync(file).toString('base64')}`
}
