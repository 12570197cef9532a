import type { Problem } from '../../problems'
import { describeValue } from './describe'

/** What may stand at a key. */
const ALLOWED = 'a value is a string, a finite number, true, false, null, a list or a block of these, or a sweep'

/** The problem of a value that is not JSON data. */
export function notData(value: unknown, path: string): Problem {
  return { code: 'not-data', message: `${describeValue(value)} is not data: ${ALLOWED}`, path, hint: whatToDo(value) }
}

function whatToDo(value: unknown): string {
  switch (typeof value) {
    case 'function':
      return 'give it a name, and choose the function by that name in run.ts'
    case 'undefined':
      return 'leave the key out, or write null'
    case 'number':
      return 'write null, or a string such as "none", and treat it in run.ts'
    case 'bigint':
      return `write a number, or a string: "${value}"`
    case 'symbol':
      return 'write a string'
    default:
      return whatToDoWithObject(value as object)
  }
}

function whatToDoWithObject(value: object): string {
  switch (Object.prototype.toString.call(value).slice(8, -1)) {
    case 'Date':
      return 'write it as a string, such as "2024-01-31"'
    case 'Map':
      return 'write a block: Object.fromEntries(…)'
    case 'Promise':
      return 'a sweep is known without waiting: write the value itself, or read the file in run.ts'
    case 'Number':
    case 'String':
    case 'Boolean':
      return 'write the value without `new`'
  }
  if (Symbol.iterator in value) return 'write a list: Array.from(…)'
  return 'write a block { … } with its settings, and make the object in run.ts'
}
