import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { GENERATED } from '../shared/paper-paths'
import { labelsIn, readTypst } from './read-typst'
import type { MarkupLanguage, Reading } from './reading'
import { readLatex } from './read-latex'
import { readMarkdown } from './read-markdown'
import { MAIN_FILES } from '../shared/format'

/** A file of the text of a paper. */
export interface PaperText {
  /** Absolute. */
  readonly file: string
  readonly language: MarkupLanguage
  readonly reading: Reading
}

const INCLUDES: Readonly<Record<MarkupLanguage, RegExp>> = {
  typ: /#?\b(?:include|import)\s+"(?<name>[^"]+\.typ)"/g,
  // Also `\input name`, and of the package `import` \subimport{folder/}{name}.
  tex: /\\(?:input|include|subfile|InputIfFileExists)\{\s*(?<name>[^{}]+?)\s*\}|\\input\s+(?<bare>[^\s{}\\]+)|\\(?<sub>sub)?(?:import|inputfrom|includefrom)\*?\{\s*(?<folder>[^{}]*?)\s*\}\{\s*(?<part>[^{}]+?)\s*\}/g,
  md: /\{\{<\s*include\s+(?<name>\S+)\s*>\}\}/g,
}

/**
 * Reads what an author has written: the main files (`main.typ`, `main.tex`, `main.md`, those that there are, unless one is given) and
 * whatever they include, inside the paper's folder, generated folders left out. Typst's labels count for all files.
 */
export function readPaperTexts(paperDir: string, main?: string): PaperText[] {
  const sources = new Map<string, string>()
  const visit = (file: string): void => {
    const language = languageOf(file)
    if (language === undefined || sources.has(file) || !existsSync(file) || !isWritten(paperDir, file)) return
    const source = readFileSync(file, 'utf8')
    sources.set(file, source)
    const { live } = readText(source, language)
    for (const { groups } of live.matchAll(INCLUDES[language])) {
      const target = path.posix.join(groups!.folder ?? '', groups!.name ?? groups!.bare ?? groups!.part!)
      const named = language === 'tex' && path.extname(target) === '' ? `${target}.tex` : target
      // TeX looks from where it was started, but for \subimport; Typst from the file, and from the root for a leading stroke.
      const isFromFile = groups!.sub !== undefined || (language !== 'tex' && !named.startsWith('/'))
      visit(path.join(isFromFile ? path.dirname(file) : paperDir, named))
    }
  }
  for (const name of main === undefined ? MAIN_FILES : [main]) visit(path.resolve(paperDir, name))
  const labels = new Set([...sources.values()].flatMap((source) => [...labelsIn(source)]))
  return [...sources].map(([file, source]) => {
    const language = languageOf(file)!
    return { file, language, reading: readText(source, language, labels) }
  })
}

function isWritten(paperDir: string, file: string): boolean {
  const [first = ''] = path.relative(paperDir, file).split(path.sep)
  return first !== '..' && !GENERATED.has(first)
}

/** The language of a file by its ending; undefined for a file of another kind. */
function languageOf(file: string): MarkupLanguage | undefined {
  const ending = path.extname(file).slice(1)
  return ending === 'typ' || ending === 'tex' || ending === 'md' ? ending : undefined
}

/** Takes a text of a paper apart. */
export function readText(source: string, language: MarkupLanguage, labels?: ReadonlySet<string>): Reading {
  if (language === 'typ') return readTypst(source, labels)
  return language === 'tex' ? readLatex(source) : readMarkdown(source)
}
