import type {
  Contrast,
  EffectSizes,
  Estimate,
  FormattedEstimate,
  FormattedInterval,
  Interval,
  NamedInterval,
  NamedTest,
  Scale,
} from '../../statistics'
import { factorOf, formatParts, powerOfTen } from '../../statistics/format'
import { decimalsWithin, formatInterval } from '../../statistics/format-interval'
import { limitsOf } from '../../statistics/provenance'
import { tQuantile } from '../../statistics/t-distribution'
import { testForms } from './tested-words'
import { groupedNumber, intervalBy, localNumber, wordsIn, type Language } from '../../text/words/words'

/** What surrounds a mean: one standard deviation, one standard error, Student's 95 % interval of the mean, nothing. */
export type SpreadKind = 'sd' | 'se' | 'ci95' | 'none'

/** What a fact has beside its number: the same, or the ends of an interval in brackets, which need not be as far on both sides. */
export type ErrorKind = SpreadKind | 'interval'

/** What a fact says, whole and in parts. */
export interface FactWords {
  /** `97.1 ± 0.2 %`. */
  readonly text: string
  /**
   * `mean` (`97.1 %`), `number` (`97.1`), `error` (`0.2 %`), `n` (`5`), `full` (`97.1 ± 0.2 %, n = 5`) and, of a gap that was tested, `p`
   * (`p = 0.003`); with an interval `interval` (`[96.8, 97.4] %`) and `kind`, with a test `statistic` (`t(6.2) = 3.41`) and `df`, with effect sizes `d`, `g`,
   * `delta` and `superiority` (A12).
   */
  readonly forms: Readonly<Record<string, string>>
}

/** A mean or a contrast; in drafts it may be of fewer runs than it should (`of`). */
export type Measured = (Omit<Estimate, 'runs'> | Omit<Contrast, 'runs' | 'contrast'>) & {
  readonly of?: number
  readonly se?: number | null
  readonly df?: number | null
  /** Of a gap that was tested: its p, adjusted for the other comparisons. */
  readonly adjusted?: number | null
  /** What that is held against, where it is not 0.05. */
  readonly level?: number | undefined
  readonly interval?: NamedInterval | null
  readonly test?: NamedTest | null
  readonly effects?: EffectSizes | null
  /** Of what is neither a mean nor made of two means: which statistic it is. */
  readonly statistic?: string
}

/** How a number is shown as a fact. */
export interface FactFormat extends Scale {
  readonly error?: ErrorKind | undefined
  /** A comma between thousands. */
  readonly thousands?: boolean | undefined
  /** What follows the number: `s`, `GB`. Not of percent, points and ratios, which have one. */
  readonly unit?: string | undefined
  /** In which its words and decimal marks are; English unless given. */
  readonly language?: Language | undefined
}

/** @throws Error when there would be two units. */
function checkUnit({ unit, as = 'number' }: FactFormat): void {
  if (unit !== undefined && as !== 'number')
    throw new Error(`\`unit\` is for plain numbers, and \`as: '${as}'\` says what these are`)
}

/**
 * The words for a number with its error. Numbers too large or small for decimals get a power of ten: `3.2 × 10⁻⁷`.
 *
 * @throws Error when the error that is asked for is not known of such a value.
 */
export function measuredWords(value: Measured, scale: FactFormat): FactWords {
  checkUnit(scale)
  const { of = value.n, n } = value
  const missing = of === n ? '' : ` (${n}/${of})`
  if (n === 0)
    return { text: `—${missing}`, forms: { mean: '—', number: '—', error: '—', n: '0', full: `—, n = 0${missing}` } }
  const kind = scale.error ?? defaultError(value)
  const around = kind === 'interval' ? intervalOf(value) : null
  const limits = limitsOf(value.statistic)
  const between = (interval: Interval) => formatInterval({ ...interval, mean: value.mean }, scale, limits)
  const within = around === null ? null : between(around)
  const plain = formatWithin({ mean: value.mean, sd: around === null ? errorOf(value, kind) : null }, scale, limits)
  const parts = within ?? plain
  const grouped = (text: string): string =>
    scale.thousands === true ? groupedNumber(text, scale.language) : localNumber(text, scale.language)
  const { exponent } = parts
  const unit = scale.unit ?? parts.unit
  const mean = grouped(parts.mean)
  const error = within === null && plain.sd !== null ? grouped(plain.sd) : null
  const powerWords = (of: number): string => (of === 0 ? '' : ` × ${powerOfTen(of)}`)
  const [power, unitWords] = [powerWords(exponent), unit === '' ? '' : ` ${unit}`]
  const tail = `${power}${unitWords}`
  const ends = ({ low, high }: FormattedInterval): string =>
    `[${grouped(low)}${wordsIn(scale.language).results.between}${grouped(high)}]`
  const both = within !== null ? `${mean} ${ends(within)}` : error === null ? mean : `${mean} ± ${error}`
  const braced = (error !== null || within !== null) && (power !== '' || unit === '×') ? `(${both})` : both
  const text = `${braced}${tail}${missing}`
  return {
    text,
    forms: {
      mean: `${mean}${tail}`,
      number: `${mean}${power}`,
      ...(error === null ? {} : { error: `${error}${unit === '×' ? power : tail}` }),
      n: String(n),
      full: `${text}, n = ${n}`,
      ...intervalForms(
        around ?? value.interval ?? null,
        (interval) => {
          const own = between(interval)
          return `${ends(own)}${powerWords(own.exponent)}${unitWords}`
        },
        scale.language,
      ),
      ...testForms(value, (scale.as ?? 'number') === 'number' ? `${mean}${power}` : null, scale.language),
    },
  }
}

/** Student's interval of a mean, that of a contrast by its degrees of freedom, or the one that came with the value. @throws Error when there is none. */
function intervalOf(value: Measured): NamedInterval | null {
  if (value.interval !== undefined && value.interval !== null) return value.interval
  if (value.statistic !== undefined)
    throw new Error(`there is no interval of this ${value.statistic} at its n: say \`error: 'none'\``)
  const half = errorOf(value, 'ci95')
  return half === null ? null : { low: value.mean - half, high: value.mean + half, level: 0.95, by: "Student's t" }
}

/** A number without an interval does not read as a limit either that it does not reach. */
function formatWithin(
  estimate: { readonly mean: number; readonly sd: number | null },
  scale: Scale,
  limits: readonly number[],
): FormattedEstimate {
  const parts = formatParts(estimate, scale)
  if (limits.length === 0 || scale.digits !== undefined || parts.exponent !== 0) return parts
  const factor = factorOf(scale.as)
  const shown = limits.map((limit) => limit * factor)
  return formatParts(estimate, { ...scale, digits: decimalsWithin(estimate.mean * factor, parts.decimals, shown) })
}

function intervalForms(
  interval: NamedInterval | null,
  words: (interval: Interval) => string,
  language?: Language,
): Record<string, string> {
  if (interval === null) return {}
  const level = localNumber(String(Number((interval.level * 100).toPrecision(4))), language)
  return {
    interval: words(interval),
    kind: wordsIn(language).results.interval(level, intervalBy(interval.by, language)),
  }
}

/** A mean shows the spread of its runs, a contrast how well it is known, another statistic its interval, unless the author says otherwise. */
const defaultError = (value: Measured): ErrorKind =>
  value.statistic !== undefined ? (value.interval ? 'interval' : 'none') : isContrast(value) ? 'se' : 'sd'

/** Whether a value is a difference or ratio of means, or a gap of a comparison: something with a standard error of its own. */
export const isContrast = (value: Measured): boolean => value.se !== undefined

/** Half of what stands beside the number. */
function errorOf(value: Measured, kind: ErrorKind): number | null {
  if (kind === 'none' || kind === 'interval') return null
  if (value.statistic !== undefined)
    throw new Error(`a ${value.statistic} has an interval and no ±: say \`error: 'interval'\` or \`'none'\``)
  const { sd, n, se = sd === null ? null : sd / Math.sqrt(n), df = n - 1 } = value
  if (kind === 'se') return se
  if (kind === 'sd') {
    if (isContrast(value))
      throw new Error("a difference or ratio of means has no sd over runs: say `error: 'se'`, `'ci95'` or `'none'`")
    return sd
  }
  if (se === null) return null
  if (df === null) throw new Error("there is no interval for this: say `error: 'se'` or `'none'`")
  return tQuantile(0.975, df) * se
}

/** The words for so many, or so many of so many. */
export function countWords(count: number, of?: number, thousands = false, language?: Language): FactWords {
  const read = (number: number): string => (thousands ? groupedNumber(String(number), language) : String(number))
  const [own, all] = [read(count), read(of ?? count)]
  if (of === undefined) return { text: own, forms: {} }
  return { text: wordsIn(language).results.countOf(own, all), forms: { count: own, of: all } }
}

/** How long something took: `48.0 s`, `3.2 min`, `17.5 h`. */
export function timeWords(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  return seconds < 7200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`
}

/** A label that is a number without a word beside it: `99.9 ± 0.1 %`, `421,642`, `4 taken for 9`; `ResNet50` and `GPT-2` are names. */
export function hasLooseNumber(label: string): boolean {
  return label.split(/\s+/).some((word) => /\p{N}/u.test(word) && !/\p{L}/u.test(word))
}
