import { factorOf, formatEstimate, formatNumber, type Scale } from '../../../statistics/format'
import { localNumber, type Language } from '../../../text/words/words'
import { pWords } from '../p-words'
import type { MeasuredNumber } from './form'
import { order } from './order'

type As = NonNullable<Scale['as']>

const unitOf = (as: As): string => (as === 'number' ? '' : as === 'percent' ? ' %' : as === 'ratio' ? ' ×' : ' points')

/** `0.4 ± 0.2 points`, `3 of 4`; sentences about claims are English, and their numbers have the decimal mark of the paper. A number that would read like a bound that it misses is shown with all its digits. */
export function measuredText(number: MeasuredNumber, as: As, bounds: readonly number[], language?: Language): string {
  const { kind, value, n, of = n } = number
  if (kind === 'count' && number.of !== undefined) return `${value} of ${of}`
  // A mean of those runs that went well says so wherever it is told.
  return `${valueText(number, as, bounds, language)}${of === n ? '' : ` (${n}/${of})`}`
}

function valueText(
  { value: measured, error, n }: MeasuredNumber,
  as: As,
  bounds: readonly number[],
  language?: Language,
): string {
  const value = bounds.find((bound) => order(measured, bound) === 0) ?? measured
  if (n === 0) return 'not known yet'
  if (!Number.isFinite(value)) return formatNumber(value, 0)
  const whole = Number.isInteger(value) && error === null && as === 'number'
  const text = whole ? boundText(value, as) : formatEstimate({ mean: value, sd: error }, { as })
  const shown = Number.parseFloat(text.replace(/^\(/, '').replace('−', '-'))
  const isMisread = bounds.some(
    (bound) => bound !== value && Math.abs(shown - bound * factorOf(as)) <= 1e-9 * Math.abs(shown),
  )
  if (isMisread) return boundText(value, as, language, 15)
  return `${localNumber(text, language)}${as === 'points' ? unitOf(as) : ''}`
}

/** A bound as the author means it: `1 points` for 0.01. */
export function boundText(bound: number, as: As, language?: Language, digits = 12): string {
  const text = String(Number((bound * factorOf(as)).toPrecision(digits))).replace('-', '−')
  return `${localNumber(text, language)}${unitOf(as)}`
}

/** `p = 0.03`; why there is none. */
export function pText(test: MeasuredNumber['test'], level?: number, language?: Language): string {
  const p = test?.adjusted ?? null
  if (p === null) return `not tested${test?.refused ? `: ${test.refused}` : ''}`
  return pWords(p, { level: level ?? test?.level, language })
}
