import { codedError, type ErrorCode } from '../errors/codes'
import { nearest, suggest } from '../suggest'
import { pathsOfKey, type KnownKeys } from '../sweep/author/known-keys'
import { keyBelow } from '../key-path'
import { plural } from '../text/plural'

/** Who asks for a key that is not there: the run's own code, by its own word for what is there instead, or somebody else. */
export type Asking = 'plainly' | 'with a default' | 'not the run'

/** A config as `run` gets it, and what the run has asked of it in vain. */
export interface StrictConfig {
  readonly config: unknown
  /** The first error that was thrown for a key that is in no config; undefined when there was none. The run may have caught it. */
  refused(): Error | undefined
}

/** What a language or a library asks of any object to learn what it is; `await config` asks for `then`. */
const ASKED_OF_ANYTHING = new Set(['then', 'toJSON'])

/**
 * A copy of a config that refuses keys which no config of the task has at that place: a letter wrong would be `undefined`, and every number
 * made from it NaN. A key that another config has there (another alternative's) is `undefined`, because code that serves all of them looks
 * which one it has by that.
 *
 * The values are plain data properties of plain objects: reading them costs what it costs everywhere, and whatever copies, lists or prints
 * them sees them and nothing else. Only a key that is not there is looked for further up, and ends at a proxy that stands in the place of
 * `Object.prototype` (behind a copy of it, so that methods do not get there either).
 *
 * @param known the keys of all configs of the task.
 * @param asking tells who asks for a missing key; called from within the read.
 */
export function strictConfig(
  config: unknown,
  known: KnownKeys,
  asking: (key: string, below: (...args: never[]) => unknown) => Asking,
): StrictConfig {
  let first: Error | undefined
  const refuse = (code: ErrorCode, message: string, below: (...args: never[]) => unknown): never => {
    const error = codedError(code, message)
    Error.captureStackTrace(error, below)
    first ??= error
    throw error
  }

  const prototypeFor = (value: object, path: string, keys: readonly string[]): object => {
    const standard = (Array.isArray(value) ? Array.prototype : Object.prototype) as object
    const guard = new Proxy(Object.create(standard) as object, {
      get: function get(_, key, receiver) {
        if (typeof key === 'symbol' || key in standard || ASKED_OF_ANYTHING.has(key) || /^\d+$/.test(key))
          return Reflect.get(standard, key, receiver) as unknown
        if (keys.includes(key) || asking(key, get) !== 'plainly') return undefined
        return refuse('unknown-config-key', unknownKey(value, path, key, keys, known), get)
      },
    })
    const methods = Object.create(guard, Object.getOwnPropertyDescriptors(standard)) as object
    // V8 takes a list for no list in `Object.prototype.toString` when it looks for this at a proxy.
    if (Array.isArray(value)) Object.defineProperty(methods, Symbol.toStringTag, { value: undefined })
    return Object.defineProperty(methods, Symbol.toPrimitive, {
      value: function toPrimitive(this: object, hint: string) {
        if (hint === 'number') return refuse('config-not-a-number', noNumber(value, path), toPrimitive)
        return plainly(this)
      },
    })
  }

  const copy = (value: unknown, path: string, known: KnownKeys | undefined): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const list = value.map((item, i) => copy(item, `${path}[${i}]`, known?.items))
      return Object.setPrototypeOf(list, prototypeFor(value, path, []))
    }
    const keys = [...new Set([...Object.keys(value), ...Object.keys(known?.keys ?? {})])]
    const block = Object.create(prototypeFor(value, path, keys)) as Record<string, unknown>
    for (const [key, item] of Object.entries(value)) block[key] = copy(item, keyBelow(path, key), known?.keys?.[key])
    return block
  }

  return { config: copy(config, '', known), refused: () => first }
}

/** What an object is as text: what it would be without a word of its own in the matter. */
const plainly = (value: object): string =>
  Array.isArray(value) ? Array.prototype.join.call(value) : Object.prototype.toString.call(value)

function unknownKey(value: object, path: string, key: string, keys: readonly string[], known: KnownKeys): string {
  if (Array.isArray(value))
    return `\`${path}\` is a list, and a list has no \`${key}\`${near(key, ['length', 'map', 'filter', 'at', 'join'])}`
  const name = keyBelow(path, key)
  const elsewhere = pathsOfKey(known, key)
  const hint =
    nearest(key, keys) === undefined && elsewhere.length > 0
      ? `did you mean ${elsewhere.map((one) => `\`${one}\``).join(' or ')}?`
      : suggest(key, keys)
  return (
    `\`${name}\` is not in the sweep; ${hint}\n` +
    `(a key that may be missing is asked for with a default, \`const { ${key} = … } = ${path === '' ? 'config' : `config.${path}`}\`, or by \`'${key}' in …\`)`
  )
}

const near = (key: string, names: readonly string[]): string => {
  const found = nearest(key, names)
  return found === undefined ? '' : `; did you mean \`${found}\`?`
}

function noNumber(value: object, path: string): string {
  if (!Array.isArray(value)) return `\`${path || 'config'}\` is a block of keys and no number`
  const shown = JSON.stringify(value)
  const list = shown.length > 60 ? '[…]' : shown
  return `\`${path}\` is a list of ${plural(value.length, 'value')} and no number; for a run with each of them write ${path.split('.').at(-1)}: sweep(${list}) in sweep.ts`
}
