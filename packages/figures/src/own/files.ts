import { wordsIn } from 'bocas/internal'
import { type OwnFigure } from './own-figure'

/** The alternative text beside the files of a figure. */
export function altFile(files: Map<string, string | Uint8Array>, { name, alt, draft, language }: OwnFigure): void {
  const draftWords = draft === undefined ? '' : ` ${wordsIn(language).alt.draft(draft)}`
  files.set(`${name}.alt.txt`, `${alt.trim()}${draftWords}\n`)
}
