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

/**
 * A setting that was recorded as text: `0.1`, `True` and `None` as what they say, all else as it is. So stays a text what is not the same as a number: one with more
 * digits than a number can hold, and `007`.
 */
export function parseSetting(text: string): Json {
  if (Object.hasOwn(WORDS, text)) return WORDS[text]!
  if (!NUMBER.test(text) || /^[+-]?0\d/.test(text)) return text
  const value = Number(text)
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  const isHeld = /^[+-]?\d+$/.test(text) ? Number.isSafeInteger(value) : digits.length <= 17
  return Number.isFinite(value) && isHeld ? value : text
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

/** Blocks and lists in each other, at most: what is deeper is no setting of anything. */
export const DEEPEST_SETTING = 100

/**
 * JSON as Python writes it: with NaN and infinities, and with whole numbers that are larger than a number here can hold. They become texts.
 *
 * @throws SyntaxError for what is no JSON, or nested too deeply.
 */
export function parsePythonJson(text: string): unknown {
  const isPlain = !/\b(?:NaN|Infinity)\b|\d{16}/.test(text)
  const data: unknown = JSON.parse(isPlain ? text : outsideOfTexts(text, withWords))
  if (isDeep(data)) throw new SyntaxError(`more than ${DEEPEST_SETTING} blocks and lists are in each other`)
  return data
}

const withWords = (piece: string): string =>
  piece
    .replace(/-?\bInfinity\b|\bNaN\b/g, '"$&"')
    .replace(/(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (digits) =>
      Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`,
    )

/** Changes JSON outside of its texts. By hand: a text of megabytes is more than a pattern with a choice in it can match. */
function outsideOfTexts(json: string, change: (piece: string) => string): string {
  const pieces: string[] = []
  let at = 0
  for (;;) {
    const begin = json.indexOf('"', at)
    pieces.push(change(json.slice(at, begin < 0 ? undefined : begin)))
    if (begin < 0) return pieces.join('')
    let end = begin + 1
    while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1
    pieces.push(json.slice(begin, end + 1))
    at = end + 1
  }
}

/** Looks level by level: a function that calls itself would end where the stack does. */
function isDeep(data: unknown): boolean {
  let level = [data]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_SETTING) return true
    level = level.flatMap((item) =>
      item !== null && typeof item === 'object' ? (Object.values(item) as unknown[]) : [],
    )
  }
  return false
}

/** A name in a message: one of thousands of letters would hide the rest. */
export const shortName = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name)
