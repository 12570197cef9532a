import type { Json } from '../../sweep'
import { isBlock } from '../../key-path'

/** Whether a config has what a pattern says: a list means "one of", a text may be the label of a named alternative. */
export function agrees(value: Json | undefined, part: Json | undefined): boolean {
  if (part === undefined) return true
  if (isBlock(part))
    return (
      isBlock(value) &&
      Object.entries(part).every(([key, item]) => agrees(Object.hasOwn(value, key) ? value[key] : undefined, item))
    )
  if (Array.isArray(part)) return same(value, part) || (part as readonly Json[]).some((item) => agrees(value, item))
  return same(isBlock(value) && typeof value.name === 'string' ? value.name : value, part)
}

function same(a: Json | undefined, b: Json): boolean {
  return a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b))
}
