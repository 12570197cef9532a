import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as PaperText from '@bocas/paper/text'
import type { WorkspacePaths } from 'bocas/internal'
import { isUnresolved } from 'bocas/internal/light'
import type { PaperOutput } from './read-things'

/** The reader of texts of the workspace's own `@bocas/paper`; undefined when that is not installed. */
export function paperText(root: string): typeof PaperText | undefined {
  const load = createRequire(join(root, 'package.json'))
  try {
    load.resolve('@bocas/paper/text')
  } catch (error) {
    if (!isUnresolved(error)) throw error
    return undefined
  }
  return load('@bocas/paper/text') as typeof PaperText
}

/** Where the text of the paper names a thing: `paper/main.typ:12:8`. */
export type QuotesOf = (thing: Pick<PaperOutput, 'kind' | 'name'>) => readonly string[]

/** Reads the text of the paper; undefined when the package that can do so is not installed. */
export function readQuotes({ root, paper }: WorkspacePaths): QuotesOf | undefined {
  const text = paperText(root)
  if (!text) return undefined
  const places = new Map<string, string[]>()
  for (const { kind, name, at } of text.findQuotes({ paperDir: paper })) {
    const id = `${kind} ${name}`
    places.set(id, [...(places.get(id) ?? []), text.formatPlace(at)])
  }
  return ({ kind, name }) => places.get(`${kind} ${name}`) ?? []
}
