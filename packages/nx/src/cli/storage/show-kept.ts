import { describeNonFinite, type NonFinite, plural } from 'bocas/internal/store'
import { age, bytes, columns } from '../../shared/words'
import type { UnreadableEntry } from '../../shared/stored-run'

/** A kept result, as `bocas runs` tells it. */
export interface KeptLine {
  readonly key: string
  readonly task: string
  readonly name: string
  /** The name under which it was made, `task/name`, when that is another one. */
  readonly madeAs?: string
  readonly bytes: number
  /** Milliseconds since 1970; 0 when nobody knows. */
  readonly made: number
  /** How long the run took. */
  readonly seconds?: number | undefined
  /** Why it was carried over from another key, the oldest reason first. */
  readonly accepted: readonly string[]
  readonly reachedBy: readonly string[]
  /** What of its numbers is NaN or infinite. */
  readonly nonFinite: readonly NonFinite[]
}

/** @param now milliseconds since 1970. */
export function showKept(lines: readonly KeptLine[], unreadable: readonly UnreadableEntry[], now: number): string {
  const sorted = [...lines].sort((a, b) => compare(a.task, b.task) || b.made - a.made || compare(a.name, b.name))
  const rows = sorted.map(({ key, task, name, bytes: size, made, reachedBy, accepted, madeAs, nonFinite }) => [
    key.slice(0, 12),
    `${task || '?'}/${name || '?'}`,
    bytes(size),
    made === 0 ? '?' : age(now - made),
    [
      reachedBy.join(', ') || 'nothing',
      ...(madeAs === undefined ? [] : [`made as ${madeAs}`]),
      ...accepted.map((because) => `accepted: ${because}`),
      ...(nonFinite.length === 0 ? [] : [`⚠ ${describeNonFinite(nonFinite)}`]),
    ].join(' · '),
  ])
  const unreached = lines.filter(({ reachedBy }) => reachedBy.length === 0)
  const total = `${plural(lines.length, 'result')}, ${bytes(sum(lines))}`
  const spare =
    unreached.length > 0
      ? `; ${unreached.length} reached by nothing, ${bytes(sum(unreached))}: bocas gc shows and removes them`
      : ''
  return [
    ...columns(lines.length > 0 ? [['key', 'run', 'size', 'age', 'reached by'], ...rows] : [], [2, 3]),
    ...unreadable.map(({ key, folder }) => `✖ ${key.slice(0, 12)} cannot be read → at ${folder}`),
    `${total}${spare}`,
  ].join('\n')
}

const sum = (lines: readonly { readonly bytes: number }[]): number =>
  lines.reduce((total, { bytes }) => total + bytes, 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
