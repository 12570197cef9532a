import type { Problem } from '../../problems'
import { FROM } from '../author/marks'

/** Everything that is wrong with the keys of a block, whatever stands at them. */
export function* checkKeys(block: object, path: string): Generator<Problem> {
  for (const key of Reflect.ownKeys(block)) {
    if (key === FROM) continue
    if (typeof key === 'symbol') {
      yield {
        code: 'wrong-key',
        message: `${String(key)} cannot be a key: keys are strings`,
        path,
        hint: 'write a string',
      }
      continue
    }
    const wrong = wrongKey(key)
    if (wrong) yield { code: 'wrong-key', message: wrong.message, path: join(path, key), hint: wrong.hint }
    if (Object.getOwnPropertyDescriptor(block, key)!.get) {
      yield { code: 'not-data', message: 'a getter is not data', path: join(path, key), hint: 'write the value itself' }
    }
  }
}

/** The keys of a block that can be looked at, with their values: a getter is code, and is not called. */
export function entriesOf(block: object): [key: string, value: unknown][] {
  const all = Object.entries(Object.getOwnPropertyDescriptors(block))
  return all.filter(([key, { get }]) => key !== '__proto__' && !get).map(([key, { value }]) => [key, value as unknown])
}

function wrongKey(key: string): Problem | undefined {
  if (key === '') return { code: 'wrong-key', message: 'a key cannot be empty', hint: 'give it a name' }
  if (key === '__proto__')
    return { code: 'wrong-key', message: '`__proto__` cannot be a key', hint: 'give it another name' }
  if (/[.=]/.test(key)) {
    return {
      code: 'wrong-key',
      message: `the key ${JSON.stringify(key)} holds a "." or "=", which separate keys and values in paths such as model.lr=0.1`,
      hint: 'write a block inside a block, or another character such as "_"',
    }
  }
  return undefined
}

/** The path of a key below a path. */
export const join = (path: string, key: string): string =>
  /^[^\s.=[\]"]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
