import { leastOf } from '../../collections'
import { isMisread, levelsOf } from '../../statistics/p-value'
import { isSameNumber } from '../../statistics/rounding'
import { localNumber, type Language } from '../../text/words/words'

/**
 * A p value, in facts, figures, claims and `bocas diff` alike: `p = 0.31`, `p = 0.003`, `p < 0.001`. A reader wants to know on which side of a level it is, so it has as many
 * decimals as it takes not to read like one that it misses: `p = 0.0497`. Of a p below the smallest level, no digits are told.
 *
 * @param level that was asked for, where it is another one.
 */
export function pWords(
  p: number,
  { level = 0.05, language }: { readonly level?: number | undefined; readonly language?: Language | undefined } = {},
): string {
  const levels = levelsOf(level)
  const least = leastOf(levels)
  if (p < least && !isSameNumber(p, least)) return localNumber(`p < ${least}`, language)
  let decimals = p < 0.0995 ? 3 : 2
  while (decimals < 20 && isMisread(Number(p.toFixed(decimals)), p, levels)) decimals++
  return localNumber(`p = ${p.toFixed(decimals)}`, language)
}
