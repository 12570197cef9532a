import { findDefinitions, type Definition } from '../text/find-definitions'
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
