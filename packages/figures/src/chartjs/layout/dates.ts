import { type Language, wordsIn } from 'bocas/internal'
import type { Tick } from './numbers'

/** Milliseconds. */
export const DAY = 86_400_000
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

/** What a tick says: the day, the time with as many characters of `23:59:59.999` as its step needs, or the day in words before the time. */
interface Form {
  readonly time: number
  readonly day: 'none' | 'words' | 'alone'
}
/** Steps of so many milliseconds. */
const SHORT_STEPS: readonly { readonly step: number; readonly form: Form }[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => ({ step, form: { time: 12, day: 'none' } as const })),
  ...[1, 5, 15, 30].map((count) => ({ step: count * SECOND, form: { time: 8, day: 'none' } as const })),
  ...[1, 5, 15, 30].map((count) => ({ step: count * MINUTE, form: { time: 5, day: 'none' } as const })),
  ...[1, 3, 6, 12].map((count) => ({ step: count * HOUR, form: { time: 5, day: 'words' } as const })),
  ...[1, 2, 7, 14].map((count) => ({ step: count * DAY, form: { time: 0, day: 'alone' } as const })),
]
/** Steps of so many months. */
const MONTH_STEPS = [1, 3, 6, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((years) => years * 12)]

/** What a label takes of the room of a whole date, in the widest language and face. */
const WIDTHS = { hour: 1.1, date: 1, month: 0.85, year: 0.5 } as const

/** The multiples of a step in a range. */
interface Candidate {
  readonly count: number
  /** Milliseconds between two of them, at least. */
  readonly apart: number
  /** What the label of each takes of the room of a whole date. */
  readonly width: number
  readonly at: (index: number) => Tick
}

/**
 * Ticks of an axis of dates (milliseconds since 1970, UTC): round ones, as many as find room side by side, but two at least; months have their names in a
 * language.
 *
 * @param length of the axis, in widths of a whole date.
 */
export function dateTicks(low: number, high: number, length: number, language?: Language): Tick[] {
  /** How many steps apart ticks have to be so that their labels find room. */
  const room = ({ apart, width }: Candidate): number => Math.ceil((width * (high - low)) / (length * apart)) || 1
  const every = ({ count, at }: Candidate, step = 1): Tick[] =>
    Array.from({ length: Math.ceil(count / step) }, (_, index) => at(index * step))
  let finer: Candidate | undefined
  for (const candidate of candidates(low, high, language)) {
    const { count } = candidate
    if (count > 2 && room(candidate) > 1) finer = candidate
    else if (count >= 2 || finer === undefined) return every(candidate)
    else return every(finer, Math.min(room(finer), finer.count - 1))
  }
  return []
}

/** From the finest to the coarsest step. */
function* candidates(low: number, high: number, language?: Language): Generator<Candidate> {
  for (const { step, form } of SHORT_STEPS) {
    const first = Math.ceil(low / step)
    yield {
      count: Math.floor(high / step) - first + 1,
      apart: step,
      width: form.day === 'words' ? WIDTHS.hour : WIDTHS.date,
      at: (index) => timeTick((first + index) * step, form, language),
    }
  }
  for (const months of MONTH_STEPS) {
    const first = Math.ceil(firstMonth(low) / months)
    yield {
      count: Math.floor(lastMonth(high) / months) - first + 1,
      // February has 28 days; no quarter has fewer than 90.
      apart: (months === 1 ? 28 : months * 30) * DAY,
      width: months < 12 ? WIDTHS.month : WIDTHS.year,
      at: (index) => monthTick((first + index) * months, months < 12, language),
    }
  }
}

function timeTick(value: number, { time, day }: Form, language?: Language): Tick {
  const [date = '', clock = ''] = new Date(value).toISOString().split('T')
  const short = clock.slice(0, time)
  return { value, label: { none: short, words: `${dayInWords(value, language)} ${short}`, alone: date }[day] }
}

function dayInWords(value: number, language?: Language): string {
  const date = new Date(value)
  return wordsIn(language).dayOfMonth(date.getUTCDate(), monthName(date.getUTCMonth(), language))
}

const monthName = (month: number, language?: Language): string => wordsIn(language).months.split(' ')[month]!

/** The year, behind the month where there are several ticks in a year. */
function monthTick(month: number, hasName: boolean, language?: Language): Tick {
  const value = startOf(month)
  const start = new Date(value)
  const name = hasName ? `${monthName(start.getUTCMonth(), language)} ` : ''
  return { value, label: `${name}${start.getUTCFullYear()}` }
}

/** When a month begins, counted from the year 0; `Date.UTC` takes the years below 100 for those of the last century. */
const startOf = (month: number): number => new Date(0).setUTCFullYear(0, month, 1)

const lastMonth = (time: number): number => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth()

function firstMonth(time: number): number {
  const month = lastMonth(time)
  return startOf(month) >= time ? month : month + 1
}
