import { shorten } from '../../text/shorten'

/** A value as it is shown in a message: short, on one line. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return shorten(JSON.stringify(value))
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol') return 'a symbol'
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value) && className(value) === 'Array') return value.length === 0 ? 'an empty list' : 'a list'
  return isPlain(value) ? 'a block' : anInstance(value)
}

/** Whether an object is a plain block, of this or of another realm. */
export function isPlain(value: object): boolean {
  if (Object.prototype.toString.call(value) !== '[object Object]') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null) return true
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf')
}

/** The name of a value's class; undefined when there is none to show. */
export function className(value: object): string | undefined {
  const made = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)?.constructor
  return typeof made === 'function' && made.name !== '' && made.name !== 'Object' ? made.name : undefined
}

function anInstance(value: object): string {
  const name = className(value)
  if (name === undefined) return 'an object with a prototype of its own'
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`
}

/** What was thrown, as it is shown in a message. Anything can be thrown. */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) return describeValue(thrown)
  return `${'name' in thrown ? String(thrown.name) : 'Error'}: ${String(thrown.message)}`
}
