import type { Json } from '../../sweep'

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
