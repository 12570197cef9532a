import { formatParts, powerOfTen, tQuantile, type Contrast, type Estimate, type Scale } from '../../statistics'

/** What surrounds a mean: one standard deviation, one standard error, Student's 95 % interval of the mean, nothing. */
export type SpreadKind = 'sd' | 'se' | 'ci95' | 'none'

/** What a fact says, whole and in parts. */
export interface FactWords {
  /** `97.1 ± 0.2 %`. */
  readonly text: string
  /** `mean` (`97.1 %`), `number` (`97.1`), `error` (`0.2 %`), `n` (`5`), `full` (`97.1 ± 0.2 %, n = 5`) and, of a gap that was tested, `p` (`p = 0.003`). */
  readonly forms: Readonly<Record<string, string>>
}

/** A mean or a contrast; in drafts it may be of fewer runs than it should (`of`). */
export type Measured = (Omit<Estimate, 'runs'> | Omit<Contrast, 'runs' | 'contrast'>) & {
  readonly of?: number
  readonly se?: number | null
  readonly df?: number | null
  /** Of a gap that was tested: its p, adjusted for the other comparisons. */
  readonly adjusted?: number | null
}

/**
 * The words for a number with its error. Numbers too large or small for decimals get a power of ten: `3.2 × 10⁻⁷`.
 *
 * @throws Error when the error that is asked for is not known of such a value.
 */
export function measuredWords(value: Measured, scale: Scale & { readonly error?: SpreadKind }): FactWords {
  const { of = value.n, n } = value
  const missing = of === n ? '' : ` (${n}/${of})`
  if (n === 0)
    return { text: `—${missing}`, forms: { mean: '—', number: '—', error: '—', n: '0', full: `—, n = 0${missing}` } }
  const { mean, sd: error, unit, exponent } = formatParts({ mean: value.mean, sd: errorOf(value, scale.error) }, scale)
  const power = exponent === 0 ? '' : ` × ${powerOfTen(exponent)}`
  const tail = `${power}${unit === '' ? '' : ` ${unit}`}`
  const both = error === null ? mean : `${mean} ± ${error}`
  const braced = error !== null && (power !== '' || unit === '×') ? `(${both})` : both
  const text = `${braced}${tail}${missing}`
  return {
    text,
    forms: {
      mean: `${mean}${tail}`,
      number: `${mean}${power}`,
      ...(error === null ? {} : { error: `${error}${unit === '×' ? power : tail}` }),
      n: String(n),
      full: `${text}, n = ${n}`,
      ...(typeof value.adjusted === 'number' ? { p: pWords(value.adjusted) } : {}),
    },
  }
}

/** `p = 0.31`, `p = 0.003`, `p < 0.001`; with a decimal more around 0.05, on which side of it a reader wants to know. */
function pWords(p: number): string {
  if (p < 0.001) return 'p < 0.001'
  const isAtLevel = Math.abs(p - 0.05) < 0.0005
  return `p = ${p.toFixed(isAtLevel ? 4 : p < 0.0995 ? 3 : 2)}`
}

/** Whether a value is a difference or ratio of means, or a gap of a comparison: something with a standard error of its own. */
export const isContrast = (value: Measured): boolean => value.se !== undefined

/** A mean shows the spread of its runs, a contrast how well it is known, unless the author says otherwise. */
function errorOf(value: Measured, kind: SpreadKind = isContrast(value) ? 'se' : 'sd'): number | null {
  if (kind === 'none') return null
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
export function countWords(count: number, of?: number): FactWords {
  return of === undefined
    ? { text: String(count), forms: {} }
    : { text: `${count} of ${of}`, forms: { count: String(count), of: String(of) } }
}

/** A label that is a number without a word beside it: `99.9 ± 0.1 %`, `421,642`, `4 taken for 9`; `ResNet50` and `GPT-2` are names. */
export function hasLooseNumber(label: string): boolean {
  return label.split(/\s+/).some((word) => /\d/.test(word) && !/\p{L}/u.test(word))
}
