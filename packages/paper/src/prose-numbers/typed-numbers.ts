import { findTables, type Span, type TypedTable } from '../text/find-tables'
import { CITATION, type Language, type Reading } from '../text/reading'
import { proseNumbers, type ProseNumber } from './prose-number'

/** The numbers that an author has typed and may have measured: in sentences and captions, in the cells of tables, and as values that have a name. */
export function typedNumbers(reading: Reading, language: Language): ProseNumber[] {
  const tables = findTables(reading, language)
  const headings = headingsOf(reading, language)
  const said = proseNumbers(reading.prose, reading.source).map((number) => {
    const heading = headings.findLast(({ start }) => start < number.start)
    return { ...inTable(number, tables, reading.prose), ...(heading === undefined ? {} : { heading }) }
  })
  const named = findDefinitions(reading, language).flatMap((definition) => namedNumbers(reading.live, definition))
  return [...said, ...named].sort((a, b) => a.start - b.start)
}

const HEADINGS: Readonly<Record<Language, RegExp>> = {
  typ: /^=+ (?<title>[^\n]*)/gm,
  tex: /\\(?:sub)*(?:section|chapter|paragraph)\*?(?:\[[^\]]*\])?\{(?<title>[^{}]*)\}/g,
  md: /^#+ (?<title>[^\n]*)/gm,
}

const headingsOf = ({ live }: Reading, language: Language): Span[] =>
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
function namedNumbers(live: string, { name, start, end }: Definition): ProseNumber[] {
  const span = { start, end }
  const value = live.slice(start, end).replaceAll('\\%', ' %')
  return proseNumbers(value)
    .filter((number) => !/^[\p{L}_]/u.test(value.slice(number.end)))
    .filter((number) => !(number.unit === 'percent' && number.decimals === 0))
    .map((number) => ({
      ...number,
      start: number.start + start,
      end: number.end + start,
      unit: number.unit === 'plain' ? 'any' : number.unit,
      sentence: span,
      paragraph: span,
      place: 'definition' as const,
      named: name,
    }))
}

/** A number that a text gives a name, to print it somewhere. */
interface Definition {
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
function findDefinitions({ live, prose }: Reading, language: Language): Definition[] {
  const pattern = DEFINITIONS[language]
  if (pattern === undefined) return []
  return [...live.matchAll(pattern)].flatMap(({ index, 0: found, groups }) => {
    const { name = groups?.other, value } = groups as { name?: string; value: string }
    const start = index + found.length - value.length - (language === 'tex' ? 1 : 0)
    const isProse = prose.slice(start, start + value.length).trim() !== ''
    return name === undefined || isProse ? [] : [{ name, start, end: start + value.length }]
  })
}
