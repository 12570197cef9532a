import { formatMean, formatNumber } from '../../statistics/format'
import { decimalsWithin } from '../../statistics/format-interval'
import type { EffectSizes, NamedTest } from '../../statistics'
import { localNumber, wordsIn, type Language } from '../../text/words/words'
import { pWords } from './p-words'

/** What was tested, and how large the difference is. */
interface Tested {
  readonly adjusted?: number | null
  /** What it is held against, where that is not 0.05. */
  readonly level?: number | undefined
  readonly test?: NamedTest | null
  readonly effects?: EffectSizes | null
}

/**
 * The parts of a fact that tell of a test: `p`, `statistic`, `df`, and the effect sizes.
 *
 * @param mean the number itself in words, where it is shown as a plain number.
 */
export function testForms(
  { adjusted, level, test, effects }: Tested,
  mean: string | null,
  language?: Language,
): Record<string, string> {
  const p = adjusted ?? test?.p
  const known = {
    ...(typeof p === 'number' ? { p: pWords(p, { level, language }) } : {}),
    ...(test ? { statistic: statisticWords(test, mean, language) } : {}),
    ...(test && test.df.length > 0 ? { df: dfWords(test.df, language) } : {}),
  }
  if (!effects) return known
  const size = (value: number, limits: readonly number[] = []) =>
    localNumber(formatNumber(value, decimalsWithin(value, 2, limits)), language)
  return {
    ...known,
    ...(effects.d === null ? {} : { d: size(effects.d) }),
    ...(effects.g === null ? {} : { g: size(effects.g) }),
    delta: size(effects.delta, [-1, 1]),
    superiority: size(effects.a12, [0, 1]),
  }
}

/** `t(6.2) = 3.41`, `V = 12`. A correlation is the number itself and reads as it does, where that is shown as a number: `mean`. */
function statisticWords({ letter, value, df }: NamedTest, mean: string | null, language?: Language): string {
  // A difference of means has the size of the metric, the other statistics are of ordinary size.
  const own = letter === 'Δ' ? formatMean({ mean: value, sd: null }) : formatNumber(value, 2)
  const shown =
    letter === 'r' || letter === 'ρ'
      ? (mean ?? formatNumber(value, decimalsWithin(value, 2, [-1, 1])))
      : Number.isInteger(value)
        ? formatNumber(value, 0)
        : own
  return `${letter}${df.length === 0 ? '' : `(${dfWords(df, language)})`} = ${localNumber(shown, language)}`
}

const dfWords = (all: readonly number[], language?: Language): string =>
  all
    .map((df) => localNumber(Number.isInteger(df) ? String(df) : df.toFixed(1), language))
    .join(wordsIn(language).results.between)
