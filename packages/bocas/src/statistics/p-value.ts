import { isSameNumber } from './rounding'

/** Levels that every reader knows. */
const LEVELS: readonly number[] = [0.05, 0.01, 0.001]

/** Those, and one that was asked for. */
export const levelsOf = (level: number): readonly number[] => [...LEVELS, level]

/** Whether a rounded p reads like one of the levels which the p itself misses: 0.0502 as 0.05. Nor is a p that is above 0 told as 0. */
export const isMisread = (rounded: number, p: number, levels: readonly number[]): boolean =>
  (rounded === 0 && p !== 0) || levels.some((level) => isSameNumber(rounded, level) && !isSameNumber(p, level))

/** A number of a test with four significant digits: what somebody needs who computes it again. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(4)))

/** A p with as many, or with more if it would read like a level that it misses. */
export function shortP(p: number, level = 0.05): string {
  let digits = 4
  while (digits < 17 && isMisread(Number(p.toPrecision(digits)), p, levelsOf(level))) digits++
  return String(Number(p.toPrecision(digits)))
}
