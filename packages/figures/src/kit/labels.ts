import { type Json } from 'bocas/core'

/** Words of the author's for paths and values. */
export type Labels = Readonly<Record<string, string>>

const spaced = (path: string): string => path.replace(/[._]+/g, ' ')

/** The words for a key of the config: `model.lr` is `lr`. */
export function keyWords(path: string, labels: Labels): string {
  const short = path.replace(/\.name$/, '').replace(/^.*\./, '')
  return labels[path] ?? labels[short] ?? short
}

/** The words for a metric: `test.accuracy` is `test accuracy`. */
export function metricWords(path: string, labels: Labels): string {
  return labels[path] ?? labels[spaced(path)] ?? spaced(path)
}

/** The words for a column of a series: `history.val_loss` is `val loss`. */
export function columnWords(path: string, labels: Labels): string {
  const short = path.split('.').slice(1).join('.')
  return labels[path] ?? labels[short] ?? spaced(short)
}

/** The words for a value in a legend; names stand for themselves, numbers and booleans need their key. */
export function valueWords(path: string, value: Json | undefined, words: string, labels: Labels): string {
  const own = labels[words]
  if (own !== undefined || typeof value === 'string') return own ?? words
  return `${keyWords(path, labels)} = ${words}`
}

/** With the unit in which it is shown. */
export function withUnit(words: string, as: 'number' | 'percent' | 'points' | undefined): string {
  if (as === 'percent') return `${words} (%)`
  return as === 'points' ? `${words} (points)` : words
}
