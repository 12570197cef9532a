import { createHash } from 'node:crypto'
import type { Json } from '../sweep'

/**
 * JSON text with sorted keys and no white space: equal data gives equal bytes, whatever the order in which it was written.
 *
 * @throws TypeError for what is not JSON data (functions, undefined, NaN, infinities, holes in lists).
 */
export function canonicalJson(value: unknown): string {
  // Not `map`: it would skip holes.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON data`)
  const text = typeof value === 'bigint' ? undefined : JSON.stringify(value)
  if (text === undefined) throw new TypeError(`${typeof value} is not JSON data`)
  return text
}

/**
 * A copy of JSON data as its canonical text says it: keys in one order, −0 as 0. What has one canonical text is one thing to whoever is
 * given the copy, so a run that goes by the order of keys cannot tell apart two configs that have one key.
 */
export const canonicalCopy = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T

/** Hexadecimal SHA-256 of bytes or UTF-8 text. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Whether a value is written as {@link sha256} writes a digest. */
export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Whether two values are the same JSON data; the order of keys does not count. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [mine, other] = [a as Record<string, Json>, b as Record<string, Json>]
  const keys = Object.keys(mine)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameJson(mine[key], other[key]))
  )
}
