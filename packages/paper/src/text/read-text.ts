import path from 'node:path'
import { readLatex } from './read-latex'
import { readMarkdown } from './read-markdown'
import { readTypst } from './read-typst'
import type { MarkupLanguage, Reading } from './reading'

/** The language of a file by its ending; undefined for a file of another kind. */
export function languageOf(file: string): MarkupLanguage | undefined {
  const ending = path.extname(file).slice(1)
  return ending === 'typ' || ending === 'tex' || ending === 'md' ? ending : undefined
}

/** Takes a text of a paper apart. */
export function readText(source: string, language: MarkupLanguage, labels?: ReadonlySet<string>): Reading {
  if (language === 'typ') return readTypst(source, labels)
  return language === 'tex' ? readLatex(source) : readMarkdown(source)
}
