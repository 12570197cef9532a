import { createHash } from 'node:crypto'

/**
 * JSON text with sorted keys and no white space: equal data gives equal bytes, whatever the order in which it was written.
 *
 * @throws TypeError for what is not JSON data (functions, undefined, NaN, infinities).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON data`)
  const text = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`${typeof value} is not JSON data`)
  return text
}

/** Hexadecimal SHA-256 of bytes or UTF-8 text. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
