import type { EnvRead } from '../../protocol/sweep-answer'
import type { Refusals } from './refusals'
import type { Asker } from './who'

interface Asked {
  readonly names: EnvRead
  /** Notes each name that no sweep of the file declares. */
  refuseBut(declared: readonly string[]): void
}

/**
 * Puts an environment in the place of `process.env` that gives the sweep the values of the caller and writes down which it asked for. Only
 * when the sweep has been evaluated is it known which it declares; by then an undeclared one may have decided something, and is refused.
 * Packages are told of no variable.
 */
export function watchedEnv(given: NodeJS.ProcessEnv, refusals: Refusals, { who, isNode }: Asker): Asked {
  const own = process.env
  const written: Record<string, string | undefined> = {}
  const asked = new Map<string, { value: string | null; refuse: () => void }>()
  let all: (() => void) | undefined

  const later = (message: string, hint: string, below: (...args: never[]) => unknown): (() => void) => {
    const error = new Error(message)
    Error.captureStackTrace(error, below)
    const { stack } = error
    return () => refusals.addAt({ code: 'volatile-sweep', message, hint, stack })
  }
  const read = (name: string, below: (...args: never[]) => unknown): string | undefined => {
    if (Object.hasOwn(written, name)) return written[name]
    if (isNode(below)) return own[name]
    if (who(below) !== 'sweep') return undefined
    const value = given[name]
    if (!asked.has(name)) {
      const refuse = later(
        `\`process.env.${name}\` is not declared, so the sweep would not be evaluated again for another value`,
        `declare it in the options: defineSweep({ … }, { env: ['${name}'] }); its value is then in the keys of the runs as well`,
        below,
      )
      asked.set(name, { value: value ?? null, refuse })
    }
    return value
  }
  process.env = new Proxy(written, {
    get: function get(target, name) {
      return typeof name === 'symbol' ? (Reflect.get(target, name) as undefined) : read(name, get)
    },
    has: function has(target, name) {
      return typeof name === 'symbol' ? Reflect.has(target, name) : read(name, has) !== undefined
    },
    getOwnPropertyDescriptor: function own(target, name) {
      const value = typeof name === 'symbol' ? undefined : read(name, own)
      if (value === undefined) return undefined
      return (
        Object.getOwnPropertyDescriptor(target, name) ?? { value, configurable: true, enumerable: true, writable: true }
      )
    },
    ownKeys: function keys(target) {
      if (!isNode(keys) && who(keys) === 'sweep')
        all ??= later('all of `process.env` gives other runs in another environment', "name and declare the variables that matter: { env: ['QUICK'] }, then process.env.QUICK", keys) // prettier-ignore
      return Reflect.ownKeys(target)
    },
    set: (target, name, value) => Reflect.set(target, name, String(value)),
  })
  return {
    get names() {
      return Object.fromEntries([...asked].map(([name, { value }]) => [name, value]))
    },
    refuseBut(declared) {
      for (const [name, { refuse }] of asked) if (!declared.includes(name)) refuse()
      all?.()
    },
  }
}
