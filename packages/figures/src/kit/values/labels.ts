import { type Json, type Language, localNumber, wordsIn } from 'bocas/internal'

/** Words of the author's for paths and values. */
export type Labels = Readonly<Record<string, string>>

/** The author's words for something, if there are any: a key may be called `constructor`, which every object has. */
export const ownLabel = (labels: Labels, word: string): string | undefined =>
  Object.hasOwn(labels, word) ? labels[word] : undefined

const spaced = (path: string): string => path.replace(/[._]+/g, ' ')

/** The words for a key of the config: `model.lr` is `lr`. */
export function keyWords(path: string, labels: Labels): string {
  const short = path.replace(/\.name$/, '').replace(/^.*\./, '')
  return ownLabel(labels, path) ?? ownLabel(labels, short) ?? short
}

/** The words for a metric: `test.accuracy` is `test accuracy`. */
export function metricWords(path: string, labels: Labels): string {
  return ownLabel(labels, path) ?? ownLabel(labels, spaced(path)) ?? spaced(path)
}

/** The words for a column of a series: `history.val_loss` is `val loss`. */
export function columnWords(path: string, labels: Labels): string {
  const short = path.split('.').slice(1).join('.')
  return ownLabel(labels, path) ?? ownLabel(labels, short) ?? spaced(short)
}

/** The words for a value in a legend; names stand for themselves, numbers and booleans need their key. */
export function valueWords(
  path: string,
  value: Json | undefined,
  words: string,
  labels: Labels,
  language?: Language,
): string {
  const own = ownLabel(labels, words)
  if (own !== undefined) return own
  if (typeof value === 'string' && !isBlank(words)) return words
  return `${keyWords(path, labels)} = ${localValue(value, words, language)}`
}

/** A value of a config in words: a number has the decimal mark of the language, a name stays as it is where it can be seen. */
export const localValue = (value: Json | undefined, words: string, language?: Language): string =>
  typeof value === 'number' ? localNumber(words, language) : isBlank(words) ? JSON.stringify(words) : words

/** Nobody sees a name of spaces alone: it is shown between quotation marks. */
const isBlank = (words: string): boolean => words.trim() === ''

/** With the unit in which it is shown. */
export function withUnit(words: string, as: 'number' | 'percent' | 'points' | undefined, language?: Language): string {
  if (as === 'percent') return `${words} (%)`
  return as === 'points' ? `${words} (${wordsIn(language).points})` : words
}
