import type { Json } from 'bocas/internal'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const WORDS: Readonly<Record<string, Json>> = {
  True: true,
  true: true,
  False: false,
  false: false,
  None: null,
  null: null,
}

/** A setting that was recorded as text: `0.1`, `True` and `None` as what they say, all else as it is. A number with more digits than a number can hold stays a text. */
export function parseSetting(text: string): Json {
  if (Object.hasOwn(WORDS, text)) return WORDS[text]!
  if (!NUMBER.test(text)) return text
  const value = Number(text)
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return Number.isFinite(value) && digits.length <= 17 ? value : text
}

const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
}

/** A number as Python or JavaScript writes it; undefined for what is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (NUMBER.test(text)) return Number(text)
  return NOT_FINITE[text.toLowerCase().replace(/^\+/, '')]
}

/** JSON as Python writes it: with NaN and infinities, which become texts. @throws SyntaxError for what is no JSON. */
export const parsePythonJson = (text: string): unknown =>
  JSON.parse(
    text.replace(
      /("(?:\\.|[^"\\])*")|-?\bInfinity\b|\bNaN\b/g,
      (found: string, quoted?: string) => quoted ?? `"${found}"`,
    ),
  )
