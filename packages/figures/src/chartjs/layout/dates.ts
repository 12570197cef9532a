import { type Language, wordsIn } from 'bocas/internal'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]

/** Steps of so many milliseconds, and how a tick there reads: from its ISO form, with the day and the month in words before hours. */
const SHORT_STEPS = [
  ...[1, 5, 15, 30].map((count) => ({ step: count * SECOND, from: 11, to: 19, hasDay: false })),
  ...[1, 5, 15, 30].map((count) => ({ step: count * MINUTE, from: 11, to: 16, hasDay: false })),
  ...[1, 3, 6, 12].map((count) => ({ step: count * HOUR, from: 11, to: 16, hasDay: true })),
  ...[1, 2, 7, 14].map((count) => ({ step: count * DAY, from: 0, to: 10, hasDay: false })),
]
/** Steps of so many months. */
const MONTH_STEPS = [1, 3, 6] as const

/** Ticks of an axis of dates (milliseconds since 1970, UTC): round ones, no more than `most` where there are such; months have their names in a language. */
export function dateTicks(
  low: number,
  high: number,
  most: number,
  language?: Language,
): { value: number; label: string }[] {
  const { months: named, dayOfMonth } = wordsIn(language)
  const monthOfTick = (time: number) => named.split(' ')[new Date(time).getUTCMonth()]!
  for (const { step, from, to, hasDay } of SHORT_STEPS) {
    const [first, last] = [Math.ceil(low / step), Math.floor(high / step)]
    if (last - first >= most) continue
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const { value, label } = tick((first + index) * step, from, to)
      const day = hasDay ? `${dayOfMonth(new Date(value).getUTCDate(), monthOfTick(value))} ` : ''
      return { value, label: `${day}${label}` }
    })
  }
  const monthOf = (time: number) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth()
  for (const months of [...MONTH_STEPS, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => years * 12)]) {
    const ticks: { value: number; label: string }[] = []
    for (
      let month = Math.floor(monthOf(low) / months) * months;
      month <= monthOf(high) && ticks.length <= most;
      month += months
    ) {
      const value = Date.UTC(Math.floor(month / 12), month % 12)
      if (value >= low && value <= high) ticks.push(monthTick(value, months < 12 ? `${monthOfTick(value)} ` : ''))
    }
    if (ticks.length <= most) return ticks
  }
  return [tick(low, 0, 4), tick(high, 0, 4)]
}

/** The year, behind the month where there are several ticks in a year. */
const monthTick = (value: number, month: string) => ({ value, label: `${month}${new Date(value).getUTCFullYear()}` })

function tick(value: number, from: number, to: number): { value: number; label: string } {
  return { value, label: new Date(value).toISOString().slice(from, to).replace('T', ' ') }
}
