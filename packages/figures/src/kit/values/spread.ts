import {
  extentOf,
  codedError,
  factorOf,
  formatMean,
  sd as sdOf,
  summaryOfFinite,
  tInterval,
  type Scale,
  type Language,
  wordsIn,
  geometric,
} from 'bocas/internal'
import type { Spread } from '../../figure/plot'
import type { SpreadKind } from '../types'

/** Half the height of the band around the mean; null for fewer than two values, which have no spread, and for `none`. */
export function halfWidth(values: readonly number[], kind: SpreadKind): number | null {
  const sd = sdOf(values)
  if (sd === null || kind === 'none') return null
  if (kind === 'sd') return sd
  if (kind === 'se') return sd / Math.sqrt(values.length)
  const interval = tInterval(values, 0.95)
  return interval === null ? null : (interval.high - interval.low) / 2
}

/** What a band or error bar of a figure may be: on a logarithmic axis also the geometric sd, which is as far above the mean as below. */
export type FigureSpread = SpreadKind | 'geometric'

/** The spreads that figures take, in the order in which they are named. */
export const FIGURE_SPREADS: readonly FigureSpread[] = ['sd', 'se', 'ci95', 'geometric', 'none']

/**
 * The mean of the finite ones of the values, as it is shown, with the ends of its spread: one run that diverged must not hide the others. How many they are of
 * how many goes with it, and how it reads where it stands alone; NaN when there is none.
 */
export function spreadOf(values: readonly number[], kind: FigureSpread, as: Scale['as'], of = values.length): Spread {
  const summary = summaryOfFinite(values)
  const { mean, n } = summary
  if (n === 0) return { y: NaN, n, of }
  const factor = factorOf(as)
  if (kind === 'geometric') return geometricOf(values, as, of)
  const y = mean * factor
  const told = { y, n, of, text: formatMean(summary, { as }) }
  const half = halfWidth(values.filter(Number.isFinite), kind)
  return half === null ? told : { ...told, low: y - half * factor, high: y + half * factor }
}

/** The geometric mean, and by its sd below and above it. @throws Error when a value is 0 or less. */
function geometricOf(values: readonly number[], as: Scale['as'], of: number): Spread {
  const found = geometric(values.filter(Number.isFinite))
  if ('refused' in found)
    throw codedError('no-logarithm', `${found.refused}: say another spread than 'geometric', such as 'sd' or 'ci95'`)
  const [y, n, factor] = [found.mean * factorOf(as), found.n, found.factor]
  const told = { y, n, of, text: formatMean({ mean: found.mean, sd: null }, { as }) }
  return factor === null ? told : { ...told, low: y / factor, high: y * factor }
}

/** What a band or error bar is, and over how many runs: `mean ± sd, n = 5`, `mean ± sd, n = 4–5`; nothing for single runs. */
export function spreadWords(kind: FigureSpread, counts: readonly number[], language?: Language): string {
  const present = counts.filter((count) => count > 0)
  const [least, most] = extentOf(present)
  if (present.length === 0 || most === 1) return ''
  return `${wordsIn(language).spread[kind]}, n = ${least === most ? least : `${least}–${most}`}`
}
