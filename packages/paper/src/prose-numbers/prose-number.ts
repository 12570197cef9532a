import { type Language } from 'bocas/internal/made'
import type { Span } from '../text/find-tables'
import { CITATION } from '../text/reading'
import { typedPs } from './p-values'
import { patternsIn, SET, type Patterns } from './number-patterns'

/**
 * What a number is said in. Only numbers of one unit are held against each other; what stands in a cell of a table or in code may be of any, since its unit
 * stands elsewhere.
 */
export type Unit = 'percent' | 'points' | 'ratio' | 'plain' | 'p' | 'any'

/** A number that an author has typed. */
export interface ProseNumber {
  readonly start: number
  readonly end: number
  /** As it is typed, its unit included: `97.2 %`. */
  readonly text: string
  /** The digits alone, as a comment that allows it has them: `97.2`. */
  readonly digits: string
  readonly value: number
  readonly decimals: number
  /** Digits from the first that is not zero. */
  readonly significant: number
  readonly unit: Unit
  /** What follows `±`, in the same unit. */
  readonly spread?: { readonly value: number; readonly decimals: number }
  /** `332 of 344`. */
  readonly of?: number
  /** Of a p value. */
  readonly sign?: '=' | '<' | '>'
  /** The word right behind a whole number: `16 runs`. */
  readonly noun?: string
  /** Where its sentence and its paragraph stand. */
  readonly sentence: Span
  readonly paragraph: Span
  /** Whether its sentence cites another work: then it may be a number of that work. */
  readonly cites: boolean
  /** Where it is typed. */
  readonly place: 'text' | 'table' | 'definition'
  /** In a table: the head of its column. */
  readonly heads: readonly Span[]
  /** The heading that it stands under. */
  readonly heading?: Span
  /** The name that code gives it. */
  readonly named?: string
}

/**
 * The numbers of a prose that an author may have measured: not years, versions, numbers of sections, settings, levels of confidence.
 *
 * @param source the text that the prose was read from: its empty lines part paragraphs, and lines of commands alone do not.
 * @param language that of the text; English unless given.
 */
export function proseNumbers(prose: string, source = prose, language: Language = 'en'): ProseNumber[] {
  const patterns = patternsIn(language)
  const { valueOf, decimalsOf } = patterns
  const found: ProseNumber[] = []
  const paragraphs = paragraphsOf(source)
  const plain = withoutAddresses(prose)
  const at = (place: number): { paragraph: Span; sentence: Span } => {
    const paragraph = paragraphs.find((span) => place < span.end) ?? { start: 0, end: plain.length }
    return { paragraph, sentence: sentenceAt(plain, paragraph, place) }
  }
  const sentenceOf = (place: number): string => {
    const { start, end } = at(place).sentence
    return plain.slice(start, end)
  }
  const ps = typedPs(plain, sentenceOf, language)
  for (const { text, digits, start, end, sign, value, decimals } of ps)
    found.push({
      ...{ start, end, text, digits, sign, value, decimals, unit: 'p', significant: 1, place: 'text', heads: [] },
      ...at(start),
      cites: isCited(plain, at(start).sentence),
    })
  let told = 0
  for (const match of plain.matchAll(patterns.number)) {
    const { sign, digits, spread, unit: unitWord } = match.groups as Record<string, string | undefined>
    const start = match.index
    const end = start + match[0].length
    // The second number of `332 of 344` is told with the first.
    if (start < told || ps.some((p) => p.start <= start && start < p.end)) continue
    const before = plain.slice(Math.max(0, start - 40), start)
    const after = plain.slice(end, end + 60)
    const decimals = decimalsOf(digits!)
    const { paragraph, sentence } = at(start)
    const unit = unitOf(unitWord, plain.slice(sentence.start, sentence.end), patterns)
    if (decimals === 0 && unit === 'plain' && patterns.enumerated.test(before)) continue
    if (patterns.counted.test(before) || (SET.test(before) && unit === 'plain') || /[<>≤≥±]\s*$/u.test(before)) continue
    if (decimals === 0 && unit !== 'plain' && patterns.about.test(before)) continue
    if (unit === 'percent' && isOfSomethingElse(before, after, patterns)) continue
    const [whole = '', of] = patterns.whole.exec(after) ?? []
    const isShare = of !== undefined && decimals === 0 && unit === 'plain'
    if (isShare) told = end + whole.length
    const noun = /^\s+(\p{L}{3,})/u.exec(after)?.[1]
    found.push({
      start,
      end,
      text: match[0].replace(/\s+/g, ' ').replaceAll(' , ', ',').trim(),
      digits: digits!.replace(' , ', ','),
      value: valueOf(digits!) * (sign === '' ? 1 : -1),
      decimals,
      significant: digits!.replace(/[^\d]/g, '').replace(/^0+/, '').length,
      unit,
      ...(spread === undefined ? {} : { spread: { value: valueOf(spread), decimals: decimalsOf(spread) } }),
      ...(isShare ? { of: valueOf(of) } : {}),
      ...(noun !== undefined && decimals === 0 && unit === 'plain' ? { noun } : {}),
      sentence,
      paragraph,
      cites: isCited(plain, sentence),
      place: 'text',
      heads: [],
    })
  }
  return found
}

const isCited = (text: string, { start, end }: Span): boolean => text.slice(start, end).includes(CITATION)

/** A level of confidence, or by how much something is more or less. */
const isOfSomethingElse = (before: string, after: string, patterns: Patterns): boolean =>
  patterns.confidence.test(after) || patterns.beforeConfidence.test(before) || patterns.relative.test(after)

function unitOf(word: string | undefined, sentence: string, { units, compares }: Patterns): Unit {
  if (word === undefined) return 'plain'
  // 200 points of a curve are no difference.
  if (/^(?:points?|Punkten?|puntos?)$/.test(word)) return compares.test(sentence) ? 'points' : 'plain'
  if (units.percent.test(word)) return 'percent'
  return units.points.test(word) ? 'points' : 'ratio'
}

/** Addresses, identifiers and dates, blanked out. */
const withoutAddresses = (prose: string): string =>
  prose.replace(/https?:\/\/\S+|\b10\.\d{4,}\/\S+|\barXiv:\S+|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b/g, (found) =>
    ' '.repeat(found.length),
  )

/** Parts between empty lines, in order. */
function paragraphsOf(prose: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const { index, 0: gap } of prose.matchAll(/\n[^\S\n]*\n\s*/g)) {
    spans.push({ start, end: index })
    start = index + gap.length
  }
  return [...spans, { start, end: prose.length }]
}

function sentenceAt(prose: string, paragraph: Span, at: number): Span {
  const text = prose.slice(paragraph.start, paragraph.end)
  let start = 0
  for (const { index, 0: end } of text.matchAll(/[.!?][)"'”’]*\s+(?=[\p{Lu}\u0001\u0002])/gu)) {
    const next = index + end.length
    if (paragraph.start + next > at) return { start: paragraph.start + start, end: paragraph.start + index }
    start = next
  }
  return { start: paragraph.start + start, end: paragraph.end }
}
