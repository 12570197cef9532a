import { type Language as Speech } from 'bocas/internal/made'
import { findTables, type Span, type TypedTable } from '../text/find-tables'
import { CITATION, type MarkupLanguage, type Reading } from '../text/reading'
import { proseNumbers, type ProseNumber } from './prose-number'

/**
 * The numbers that an author has typed and may have measured: in sentences and captions, in the cells of tables, and as values that have a name.
 *
 * @param speech the language that the text is written in; English unless given.
 */
export function typedNumbers(reading: Reading, language: MarkupLanguage, speech?: Speech): ProseNumber[] {
  const tables = findTables(reading, language)
  const headings = headingsOf(reading, language)
  const typed = proseNumbers(reading.prose, reading.source, speech).map((number) => {
    const heading = headings.findLast(({ start }) => start < number.start)
    return { ...inTable(number, tables, reading.prose), ...(heading === undefined ? {} : { heading }) }
  })
  const named = findDefinitions(reading, language).flatMap((definition) => {
    const within = reading.prose.slice(definition.start, definition.end)
    // A sentence is read as one; a number alone is known by its name only.
    const isSaid = ({ start, end }: Span): boolean =>
      /\p{L}{2}/u.test(within) && reading.prose.slice(start, end).trim() !== ''
    return namedNumbers(reading.live, definition, speech).filter((number) => !isSaid(number))
  })
  // What is named within something named has the inner name.
  const byPlace = new Map([...typed, ...named].map((number) => [number.start, number]))
  return [...byPlace.values()].sort((a, b) => a.start - b.start)
}

const HEADINGS: Readonly<Record<MarkupLanguage, RegExp>> = {
  typ: /^=+ (?<title>[^\n]*)/gm,
  tex: /\\(?:sub)*(?:section|chapter|paragraph)\*?(?:\[[^\]]*\])?\{(?<title>[^{}]*)\}/g,
  md: /^#+ (?<title>[^\n]*)/gm,
}

const headingsOf = ({ live }: Reading, language: MarkupLanguage): Span[] =>
  [...live.matchAll(HEADINGS[language])].map(({ index, 0: found }) => ({ start: index, end: index + found.length }))

/** A cell is told by its row and the head of its column, and its unit stands elsewhere. */
function inTable(number: ProseNumber, tables: readonly TypedTable[], prose: string): ProseNumber {
  const holds = ({ start, end }: Span): boolean => start <= number.start && number.start < end
  const table = tables.findLast(holds)
  const row = table?.rows.find((cells) => cells.some(holds))
  if (table === undefined || row === undefined) return number
  const sentence = { start: row[0]!.start, end: row.at(-1)!.end }
  const head = table.rows[0] === row ? undefined : table.rows[0]![row.findIndex(holds)]
  const { noun: _, unit, ...rest } = number
  // 1.93 s is in seconds, whatever the head says.
  const hasUnit = /^\s*\p{L}/u.test(prose.slice(number.end, row.find(holds)!.end))
  return {
    ...rest,
    unit: unit === 'plain' && number.of === undefined && !hasUnit ? 'any' : unit,
    sentence,
    cites: prose.slice(sentence.start, sentence.end).includes(CITATION),
    place: 'table',
    heads: head === undefined ? [] : [head],
  }
}

/** Numbers of code. Those with a unit of length, and whole percents, are about the look of the paper. */
function namedNumbers(live: string, { name, start, end }: Definition, speech?: Speech): ProseNumber[] {
  const span = { start, end }
  const value = live.slice(start, end).replaceAll('\\%', ' %')
  return proseNumbers(value, value, speech)
    .filter((number) => !/^(?:[\p{L}_]|\s*\\\w*(?:width|height|skip|size)\b)/u.test(value.slice(number.end)))
    .filter((number) => !(number.unit === 'percent' && number.decimals === 0))
    .map((number) => ({
      ...number,
      start: number.start + start,
      end: number.end + start,
      unit: number.unit === 'plain' ? 'any' : number.unit,
      sentence: span,
      paragraph: span,
      place: 'definition' as const,
      named: [name, ...keysBefore(value.slice(0, number.start))].join(' '),
    }))
}

/** The keys under which a number stands in a dictionary: `cnn` in `(mlp: 90.6, cnn: 94.2`. */
function keysBefore(code: string): string[] {
  const keys: string[] = []
  let key: string | undefined
  for (const { 0: sign, 1: word } of code.matchAll(/[([{]|[)\]}]|,|"?([\p{L}_][\p{L}\p{N}_ -]*)"?\s*:/gu)) {
    if (word !== undefined) key = word
    else if (sign === ',') key = undefined
    else if ('([{'.includes(sign)) {
      keys.push(key ?? '')
      key = undefined
    } else keys.pop()
  }
  return [...keys, key ?? ''].filter((one) => one !== '')
}

/** A number that a text gives a name, to print it somewhere. */
interface Definition {
  readonly name: string
  /** Where the value stands. */
  readonly start: number
  readonly end: number
}

const DEFINITIONS: Readonly<Record<MarkupLanguage, RegExp | undefined>> = {
  // Content in brackets is prose by itself; of code, numbers and strings are taken.
  typ: /#?\blet\s+(?<name>[\p{L}_][\p{L}\p{N}_-]*)\s*=/gu,
  tex: /\\(?:(?:(?:new|renew|provide)command\*?|pgfmathsetmacro)\s*\{?\\(?<name>[a-zA-Z]+)\}?(?:\[[^\]]*\])*|(?:New|Renew|Provide)DocumentCommand\s*\{?\\(?<third>[a-zA-Z]+)\}?\s*\{[^{}]*\}|[gex]?def\s*\\(?<other>[a-zA-Z]+)[^{}\n]*)\s*(?=\{)/g,
  md: undefined,
}

/** The named values of a text: `#let accuracy = 94.9`, `\newcommand{\accuracy}{94.9}`; in brackets they may go over several lines. */
function findDefinitions({ live }: Reading, language: MarkupLanguage): Definition[] {
  const pattern = DEFINITIONS[language]
  if (pattern === undefined) return []
  return [...live.matchAll(pattern)].flatMap(({ index, 0: found, groups }) => {
    const name = groups?.name ?? groups?.other ?? groups?.third
    const start = index + found.length
    return name === undefined ? [] : [{ name, start, end: endOfValue(live, start, language) }]
  })
}

/** Of Typst the end of the line, or of the line in which its brackets are closed; of LaTeX the bracket. */
function endOfValue(live: string, start: number, language: MarkupLanguage): number {
  let depth = 0
  for (let at = start; at < live.length; at++) {
    const char = live[at]!
    if (char === '\\') at++
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) {
      depth--
      if (depth < 0 || (depth === 0 && language === 'tex')) return at
    } else if (char === '\n' && depth === 0) return at
  }
  return live.length
}
