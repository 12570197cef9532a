import type { MarkupLanguage, Reading } from './reading'

/** A place where a text has the compiler read a file of data. */
export interface DataRead {
  /** As it is typed. */
  readonly name: string
  /** Offset in the source. */
  readonly start: number
}

/** Typst's functions that read a file of text; of LaTeX whatever takes a file with such an ending, and does not only set its name. Markdown has none. */
const READS: Readonly<Record<MarkupLanguage, RegExp | undefined>> = {
  // Also spread, `..csv(…)`; `x.json(…)` is a method.
  typ: /(?<![\p{L}\p{N}_-]|(?<!\.)\.)(?:csv|json|yaml|toml|xml|read)\(\s*"(?<name>(?:[^"\\]|\\.)+)"/gu,
  tex: /(?<!\\(?:texttt|textsf|textit|textbf|emph|path|url|nolinkurl|href|label))\{\s*(?<name>[^{}\\]+\.(?:csv|tsv|dat))\s*\}/g,
  md: undefined,
}

/** The files of data that a text names; a path that code puts together is not found. */
export function findData({ live }: Reading, language: MarkupLanguage): DataRead[] {
  const pattern = READS[language]
  if (pattern === undefined) return []
  return [...live.matchAll(pattern)].map(({ index, groups }) => ({ name: groups!.name!.trim(), start: index }))
}
