import type { Language } from 'bocas/internal/made'
import { oncePerLanguage, speechOf, type Speech } from './speech'

const GAP = String.raw`[ \t\u00a0\u202f]`

/** What says that a number is set, tested or bounded and not measured: `n =`, `p <`, `α =`. */
export const SET = /(?:(?:^|[^\p{L}\p{N}])(?:\p{L}{1,2}|lr|lambda|alpha|beta\w*|eps\w*)[₀-₉_\d]*\s*[=:]|[<>≤≥≪≫])\s*$/u

/** How numbers are found in the prose of one language. */
export interface Patterns extends Speech {
  readonly number: RegExp
  /** Words after which a number counts or names something. */
  readonly counted: RegExp
  /** The same of whole numbers: a line may also be a method of 88.1 %. */
  readonly enumerated: RegExp
  /** Bounds and guesses in words: a whole number behind one is no claim to be exact. */
  readonly about: RegExp
  readonly confidence: RegExp
  readonly beforeConfidence: RegExp
  /** Behind a share of which something is more or less: no value of a metric. */
  readonly relative: RegExp
  readonly compares: RegExp
  /** `of 344`. */
  readonly whole: RegExp
  readonly units: Readonly<Record<'percent' | 'points' | 'ratio', RegExp>>
}

export const patternsIn = oncePerLanguage((language: Language): Patterns => {
  const speech = speechOf(language)
  const { digits } = speech
  const one = (word: Parameters<Speech['alternatives']>[0]): string => `(?:${speech.alternatives(word)})`
  const units = `%|${one('points')}|${one('percent')}|${one('ratio')}`
  return {
    ...speech,
    number: new RegExp(
      // Not within a word, a version, a date, a range of pages, a time.
      String.raw`(?<![\p{L}\p{N}_.,:/#@^-])(?<sign>[−-]?)(?<digits>${digits})(?![\p{L}_]*\d|\.\d|:\d|\/\d|-\d|-\p{L}${language === 'en' ? '' : String.raw`|,\d|-%`})` +
        String.raw`(?:${GAP}*\n?${GAP}*(?:±|\+\/-)\s*(?<spread>${digits}))?` +
        String.raw`(?:${GAP}*\n?${GAP}*\)?${GAP}*(?<unit>${units}))?`,
      'gu',
    ),
    counted: new RegExp(String.raw`(?:^|[^\p{L}])${one('counted')}[\s~]*$`, 'iu'),
    enumerated: new RegExp(String.raw`(?:^|[^\p{L}])${one('enumerated')}[\s~]*$`, 'iu'),
    about: new RegExp(String.raw`${one('about')}\s*$`, 'iu'),
    confidence: new RegExp(
      String.raw`^\W{0,3}(?:\p{L}+[\s-]+){0,2}${one('confidence')}`,
      language === 'en' ? 'u' : 'iu',
    ),
    beforeConfidence: new RegExp(String.raw`${one('beforeConfidence')}[^.]{0,25}$`, 'iu'),
    relative: new RegExp(String.raw`^\s*${one('relative')}`, 'u'),
    compares: new RegExp(one('compares'), 'iu'),
    whole: new RegExp(String.raw`^\s+${one('of')}(\d[\d,]*)(?![\d.]*\s*%)`, 'u'),
    units: {
      percent: new RegExp(`^(?:%|${one('percent')})$`, 'u'),
      points: new RegExp(`^${one('points')}$`, 'u'),
      ratio: new RegExp(`^${one('ratio')}`, 'u'),
    },
  }
})
