import fs from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isUnresolved } from 'bocas/internal/light'
import { CRYPTO_INSTEAD, MODULES, PERFORMANCE, PURE_CRYPTO, WRITES, type Instead } from './guarded-functions'
import { sameClock, sameLanguage } from './same-everywhere'
import type { Refusals, Why } from './refusals'
import { sealProcess } from './seal-process'
import type { Asker } from './who'
import { wrapFunction } from './wrap'

type Functions = Record<string, (...args: unknown[]) => unknown>

/**
 * Guards every function by which a sweep could learn what differs from call to call or from machine to machine, or reach beyond its process. What
 * only tells something is noted and answered, so that all that is wrong with a sweep is said at once; what would reach out is noted and thrown.
 */
export function guard(refusals: Refusals, asker: Asker): void {
  const require = createRequire(__filename)
  const { who, isNode } = asker
  const seal = sealer(refusals, asker)

  const tick = counter()
  seal(Math as never, 'random', { call: 'Math.random()', why: 'call', instead: () => (tick() % 1024) / 1024 })
  sameClock((called, below) => void (who(below).startsWith('sweep') && refusals.note(called, 'time', below)), tick)
  sameLanguage((called, below) => void (who(below).startsWith('sweep') && refusals.note(called, 'time', below)))

  for (const name of PERFORMANCE)
    seal(performance as never, name, {
      call: `performance.${name}()`,
      why: 'time',
      instead: name === 'now' ? tick : undefined,
      node: true,
    })
  for (const name of ['timeOrigin', 'nodeTiming'] as const)
    tell(performance, name, performance[name], `performance.${name}`, 'time')
  tellOfPrototype(globalThis.Event?.prototype, 'timeStamp', 'event.timeStamp', 'time')
  tellOfPrototype(globalThis.File?.prototype, 'lastModified', 'file.lastModified', 'time')
  seal(URL as never, 'createObjectURL', { call: 'URL.createObjectURL()', why: 'call' })
  const { Now } = (globalThis as { Temporal?: { Now: Functions } }).Temporal ?? {}
  if (Now !== undefined)
    for (const name of functionsOf(Now)) seal(Now, name, { call: `Temporal.Now.${name}()`, why: 'time' })
  for (const name of ['hardwareConcurrency', 'language', 'languages', 'platform', 'userAgent'])
    tellOfPrototype(
      (globalThis as { Navigator?: { prototype: object } }).Navigator?.prototype,
      name,
      `navigator.${name}`,
      'machine',
    )

  const crypto = require('node:crypto') as Functions & { webcrypto: { subtle: object } }
  for (const name of functionsOf(crypto))
    if (!PURE_CRYPTO.has(name))
      seal(crypto, name, { call: `crypto.${name}()`, why: 'call', instead: CRYPTO_INSTEAD[name] })
  const web = Object.getPrototypeOf(crypto.webcrypto) as Functions
  for (const name of ['getRandomValues', 'randomUUID'])
    seal(web, name, { call: `crypto.${name}()`, why: 'call', instead: CRYPTO_INSTEAD[name] })
  seal(Object.getPrototypeOf(crypto.webcrypto.subtle) as Functions, 'generateKey', {
    call: 'crypto.subtle.generateKey()',
    why: 'call',
  })

  for (const name of ['fetch', 'WebSocket', 'EventSource'])
    if (name in globalThis) seal(globalThis as never, name, { call: `${name}()`, why: 'network', reaches: true })
  for (const { name, why, only, whileLoading } of MODULES) {
    const module = load(name)
    if (!module) continue
    for (const word of only ?? functionsOf(module))
      seal(module, word, {
        call: `${name}.${word}()`,
        why,
        reaches: why !== 'machine' && why !== 'process' && why !== 'time',
        whileLoading,
        node: why === 'network' || undefined,
      })
  }
  for (const [functions, prefix] of [
    [fs, 'fs'],
    [fs.promises, 'fs.promises'],
  ] as const)
    for (const name of functionsOf(functions)) sealFile(functions as unknown as Functions, name, prefix)

  sealProcess(refusals, asker)
  syncBuiltinESMExports()

  function load(name: string): Functions | undefined {
    try {
      // That a module is an experiment is no word of the sweep.
      return quietly(() => require(`node:${name}`) as Functions)
    } catch (error) {
      if (!isUnresolved(error)) throw error
      // Not in this version of Node.
      return undefined
    }
  }

  /** A value that only tells something. */
  function tell(of: object, name: string, value: unknown, called: string, why: Why): void {
    Object.defineProperty(of, name, {
      configurable: true,
      get: function get() {
        if (!isNode(get) && who(get).startsWith('sweep')) refusals.note(called, why, get)
        return value
      },
    })
  }

  function tellOfPrototype(prototype: object | undefined, name: string, called: string, why: Why): void {
    const found = prototype && Object.getOwnPropertyDescriptor(prototype, name)
    if (!found?.get || !found.configurable) return
    Object.defineProperty(prototype!, name, {
      ...found,
      get: function get(this: object): unknown {
        if (!isNode(get) && who(get).startsWith('sweep')) refusals.note(called, why, get)
        return found.get!.call(this) as unknown
      },
    })
  }

  /** A file: packages may read what lies with the packages, because their content is among what the sweep is remembered by. */
  function sealFile(functions: Functions, name: string, prefix: string): void {
    const original = functions[name]
    if (typeof original !== 'function') return
    const wrapped = wrapFunction(original, function below(call, args) {
      if (isNode(below) || typeof args[0] === 'number') return call()
      const place = pathOf(args[0])
      const asking = who(below)
      if (asking !== 'sweep' && /[\\/]node_modules[\\/]/.test(place) && !WRITES.test(name)) return call()
      // To a package that looks about while it is loaded there is nothing, on every machine.
      if (asking === 'loading') return nothingThere(name, place)
      throw refusals.note(`${prefix}.${name}(${JSON.stringify(place)})`, WRITES.test(name) ? 'write' : 'read', below)
    })
    Object.defineProperty(functions, name, { configurable: true, enumerable: true, writable: true, value: wrapped })
  }
}

/** A function that is guarded. */
interface Guarded {
  /** As a message says it: `os.cpus()`. */
  readonly call: string
  readonly why: Why
  /** What is answered in the place of it, so that a problem has the same words every time, and no package is loaded with another number. */
  readonly instead?: Instead | undefined
  /** It would reach beyond the process: it is not only noted. */
  readonly reaches?: boolean
  readonly whileLoading?: true | undefined
  /** Node calls it for its own ends. */
  readonly node?: true | undefined
}

const sealer =
  (refusals: Refusals, { who, isNode }: Asker) =>
  (of: Functions, name: string, { call: called, why, instead, reaches, whileLoading, node }: Guarded): void => {
    const original = of[name]
    // What Node itself has nailed down is old ciphers.
    if (typeof original !== 'function' || Object.getOwnPropertyDescriptor(of, name)?.configurable === false) return
    const wrapped = wrapFunction(original, function below(call, args) {
      if (node && isNode(below)) return call()
      const asking = who(below)
      if (asking === 'node') return call()
      const loading = asking === 'loading'
      if (loading && reaches && !whileLoading)
        throw new Error(`${called} is called while a package of a sweep is loaded`)
      const error = loading ? undefined : refusals.note(called, why, below)
      if (error && reaches) throw error
      return instead ? (instead as (...args: unknown[]) => unknown)(...args) : call()
    })
    Object.defineProperty(of, name, { configurable: true, enumerable: true, writable: true, value: wrapped })
  }

/** Some are handed out by getters, a few of which complain of being asked. */
const functionsOf = (module: object): string[] =>
  quietly(() => Object.getOwnPropertyNames(module).filter((name) => typeof (module as Functions)[name] === 'function'))

function quietly<T>(work: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** 0, 1, 2, … */
function counter(): () => number {
  let next = 0
  return () => next++
}

function pathOf(given: unknown): string {
  if (given instanceof URL) return given.protocol === 'file:' ? fileURLToPath(given) : given.href
  return String(given)
}

function nothingThere(name: string, place: string): false {
  if (name === 'existsSync') return false
  const message = `ENOENT: while it is loaded, a package of a sweep finds no files but those of packages: '${place}'`
  throw Object.assign(new Error(message), { code: 'ENOENT', path: place })
}
