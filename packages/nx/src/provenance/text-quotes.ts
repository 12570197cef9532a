import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as PaperText from '@bocas/paper/text'
import type { WorkspacePaths } from 'bocas/internal/made'
import { groupBy, isUnresolved } from 'bocas/internal/light'
import type { PaperOutput } from './read-outputs'

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
export type QuotesOf = (output: Pick<PaperOutput, 'kind' | 'name' | 'paper'>) => readonly string[]

/** Reads the texts of papers; undefined when the package that can do so is not installed. */
export function readQuotes(...papers: readonly WorkspacePaths[]): QuotesOf | undefined {
  const text = paperText(papers[0]!.root)
  if (!text) return undefined
  const quotes = papers.flatMap(({ paper: paperDir, ofPaper }) =>
    text
      .findQuotes({ paperDir })
      .map(({ kind, name, at }) => ({ id: `${kind} ${name}`, paper: ofPaper.name, place: text.formatPlace(at) })),
  )
  const byName = groupBy(quotes, ({ id }) => id)
  return ({ kind, name, paper: own }) =>
    (byName.get(`${kind} ${name}`) ?? [])
      .filter(({ paper }) => own === undefined || paper === own)
      .map(({ place }) => place)
}
