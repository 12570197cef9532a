import type { Language, Reading } from './reading'

/** A number that a text gives a name, to print it somewhere. */
export interface Definition {
  readonly name: string
  /** Where the value stands. */
  readonly start: number
  readonly end: number
}

const DEFINITIONS: Readonly<Record<Language, RegExp | undefined>> = {
  // Content in brackets is prose by itself; of code, numbers and strings are taken.
  typ: /#?\blet\s+(?<name>[\p{L}_][\p{L}\p{N}_-]*)\s*=(?<value>[^\n]*)/gu,
  tex: /\\(?:(?:new|renew|provide)command\*?\s*\{?\\(?<name>[a-zA-Z]+)\}?(?:\[[^\]]*\])*|def\s*\\(?<other>[a-zA-Z]+))\s*\{(?<value>[^{}]*)\}/g,
  md: undefined,
}

/** The named values of a text: `#let accuracy = 94.9`, `\newcommand{\accuracy}{94.9}`. */
export function findDefinitions({ live, prose }: Reading, language: Language): Definition[] {
  const pattern = DEFINITIONS[language]
  if (pattern === undefined) return []
  return [...live.matchAll(pattern)].flatMap(({ index, 0: found, groups }) => {
    const { name = groups?.other, value } = groups as { name?: string; value: string }
    const start = index + found.length - value.length - (language === 'tex' ? 1 : 0)
    const isProse = prose.slice(start, start + value.length).trim() !== ''
    return name === undefined || isProse ? [] : [{ name, start, end: start + value.length }]
  })
}
