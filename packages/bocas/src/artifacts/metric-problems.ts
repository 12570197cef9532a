import type { Problem } from '../problems'

/**
 * What is wrong with a value that was returned without a helper: metrics are numbers and records of numbers, of any depth.
 */
export function metricProblems(value: unknown, path: string, above: readonly unknown[] = []): Problem[] {
  if (typeof value === 'number') return []
  const wrong = problem(value)
  if (wrong !== undefined) return [{ ...wrong, path }]
  if (above.includes(value)) return [{ message: 'the record contains itself', path }]
  const entries = Object.entries(value as object)
  if (entries.length === 0) return [{ message: 'the record is empty; leave it out or put a number into it', path }]
  return entries.flatMap(([name, item]) =>
    name === '__proto__' || name === ''
      ? [{ message: `a metric cannot be called ${JSON.stringify(name)}`, path }]
      : metricProblems(item, `${path}.${name}`, [...above, value]),
  )
}

const PLAIN = 'plain values are numbers or records of numbers'

const noMetric = (message: string): Problem => ({ code: 'not-an-artifact', message })

function problem(value: unknown): Problem | undefined {
  if (value === undefined) return { message: 'the value is undefined; leave it out or return a number' }
  if (value === null) return noMetric(`null is no metric; ${PLAIN} (NaN says that there is no value)`)
  if (typeof value === 'string')
    return noMetric(`a string is no metric; ${PLAIN}; keep text in a table([...]) or file(bytes, name)`)
  if (typeof value === 'boolean') return noMetric(`a boolean is no metric; ${PLAIN}; return 1 or 0`)
  if (typeof value !== 'object') return noMetric(`a ${typeof value} is no metric; ${PLAIN}`)
  if (typeof (value as { then?: unknown }).then === 'function')
    return { message: 'the value is a promise; did `run` forget an `await`?' }
  if (Array.isArray(value))
    return noMetric(`an array is no metric; ${PLAIN}; use series({ … }), table([...]) or tensor(data, shape)`)
  if (ArrayBuffer.isView(value))
    return noMetric(`an array is no metric; ${PLAIN}; use tensor(data, shape), image(png) or file(bytes, name)`)
  if (isNested(value))
    return { message: 'helpers such as series(...) stand at the top of what a run returns, not inside a record' }
  const prototype: unknown = Object.getPrototypeOf(value)
  // Another realm's Object.prototype is a plain object's, too: it has no prototype of its own.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = value.constructor?.name
    const hint =
      name === 'History' ? 'wrap it: history(h)' : 'return its numbers, or define a kind for it with defineKind'
    return noMetric(`an object of class ${name} is no metric; ${hint}`)
  }
  return undefined
}

function isNested(value: object): boolean {
  return Symbol.for('bocas.artifact') in value
}
