import type { Comment, Reading } from '../text/reading'
import type { ProseNumber } from './prose-number'

/** A comment that allows numbers, `// bocas: allow 97.2, 3.1 (of the earlier version)`, or all of a file: `// bocas: allow ages.csv`. */
export interface Allowance {
  readonly comment: Comment
  /** As they are typed. */
  readonly numbers: readonly string[]
  /** Names of files; then no number is allowed by it. */
  readonly files: readonly string[]
  /** The paragraph in which they are allowed. */
  readonly start: number
  readonly end: number
}

const ONE = /\d*\.?\d(?:[\d.,]*\d)?(?:e[−-]?\d+)?/g
const LISTED = new RegExp(`^(?:[\\s.,;%−-]|${ONE.source})*`)
/** The name of a file as it is; between quotation marks where it has blanks or no ending. */
const FILE = /"[^"]+"|[^\s,;:()"]*\.[A-Za-z]\w*(?=[\s,;:()]|$)/
const FILES = new RegExp(`^(?:[\\s,;]*(?:${FILE.source}))+`)
const ALLOW = /^bocas:\s*allow\s+(.*)$/s

/** The allowances of a text. Each counts for the paragraph that it stands in, one between two paragraphs for the next. */
export function allowancesIn({ source, comments }: Reading): Allowance[] {
  return comments.flatMap((comment) => {
    const allowance = ALLOW.exec(comment.text)?.[1]
    if (allowance === undefined) return []
    // Numbers up to the first word: what follows is the reason.
    const numbers = LISTED.exec(allowance)![0].match(ONE) ?? []
    const named = FILES.exec(allowance)?.[0].match(new RegExp(FILE.source, 'g')) ?? []
    const files = named.map((name) => name.replaceAll('"', ''))
    return [{ comment, numbers: files.length > 0 ? [] : numbers, files, ...paragraphOf(source, comment) }]
  })
}

/** A name as {@link allowancesIn} reads it back. */
export const fileInComment = (name: string): string =>
  new RegExp(`^(?:${FILE.source})$`).exec(name)?.[0] === name ? name : `"${name}"`

/** Whether what stands at an offset is in the paragraph of an allowance. */
export const reaches = ({ start, end }: Allowance, offset: number): boolean => start <= offset && offset < end

export const isAllowed = (number: ProseNumber, allowance: Allowance): boolean =>
  reaches(allowance, number.start) && allowance.numbers.includes(number.digits)

function paragraphOf(source: string, { start, end }: Comment): { start: number; end: number } {
  const gaps = [...source.matchAll(/\n[^\S\n]*\n/g)].map(({ index }) => index)
  const from = gaps.filter((gap) => gap < start).at(-1) ?? 0
  const to = gaps.find((gap) => gap >= end - 1) ?? source.length
  const isAlone = source.slice(from, start).trim() === '' && source.slice(end, to).trim() === ''
  return { start: from, end: isAlone ? (gaps.find((gap) => gap > to + 1) ?? source.length) : to }
}
