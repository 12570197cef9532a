import { type Language, wordsIn } from 'bocas/internal'
import { missingRuns, type TableCell, type FormattedNumber } from './table'

/** The numbers as plain text without their power of ten: `97.1`, `97.1 ± 0.2`, `97.1 [96.8, 97.3]`. */
export function numbersText({ center, error, interval }: FormattedNumber, language?: Language): string {
  if (error !== null) return `${center} ± ${error}`
  if (interval === null) return center
  return `${center} [${interval.low}${wordsIn(language).results.between}${interval.high}]`
}

/** Puts numbers together with their power of ten: a sum needs brackets. */
export function scaled(
  numbers: string,
  { error, exponent }: FormattedNumber,
  power: (exponent: number) => string,
): string {
  if (exponent === 0) return numbers
  return `${error === null ? numbers : `(${numbers})`}${power(exponent)}`
}

/** An exponent as text, with U+2212 as minus. */
export function exponentText(exponent: number): string {
  return String(exponent).replace('-', '−')
}

/** `(4/5)` after a space when runs are missing; nothing otherwise. */
export function spacedMissing(cell: TableCell, space = ' '): string {
  const words = missingRuns(cell)
  return words === '' ? '' : `${space}${words}`
}

/** All that a cell shows, with its unit, as plain text: `97.1 ± 0.2 % (4/5)`, `—`. Signs of significance are left out. */
export function cellWords(cell: TableCell, unit: string, language?: Language): string {
  if (cell.value === null) return `—${spacedMissing(cell)}`
  const { shown } = cell.value
  const numbers = scaled(numbersText(shown, language), shown, (exponent) => `e${exponentText(exponent)}`)
  return `${numbers}${unit === '' ? '' : ` ${unit}`}${spacedMissing(cell)}`
}
