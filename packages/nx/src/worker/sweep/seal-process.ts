import { PROCESS } from './guarded-functions'
import type { Refusals } from './refusals'
import type { Asker } from './who'
import { wrapFunction, type Wrapped } from './wrap'

/** Closes what `process` says of itself and of the machine. */
export function sealProcess(refusals: Refusals, { who, isNode }: Asker): void {
  for (const [name, { why, direct }] of Object.entries(PROCESS)) {
    const found = Object.getOwnPropertyDescriptor(process, name)
    if (!found?.configurable) continue
    const reaches = why === 'start' || why === 'write' || why === 'read'
    const ask = (called: string, below: (...args: never[]) => unknown): void => {
      const asking = isNode(below) ? 'node' : who(below)
      if (asking !== 'sweep' && (asking !== 'sweep through others' || direct)) return
      const error = refusals.note(called, why, below)
      if (reaches) throw error
    }
    const closed = (original: Wrapped, called: string): Wrapped =>
      wrapFunction(original, function below(call) {
        ask(`${called}()`, below)
        return call()
      })
    let value: unknown = found.get ? undefined : found.value
    if (typeof value === 'function') {
      const original = value as Wrapped & Record<string, unknown>
      // `process.hrtime.bigint`
      for (const [inner, own] of Object.entries(original))
        if (typeof own === 'function') original[inner] = closed(own as Wrapped, `process.${name}.${inner}`)
      Object.defineProperty(process, name, { ...found, value: closed(original, `process.${name}`) })
    } else {
      Object.defineProperty(process, name, {
        configurable: true,
        enumerable: found.enumerable === true,
        set: (given: unknown) => void (value = given),
        get: function get(): unknown {
          ask(`process.${name}`, get)
          return found.get ? (found.get.call(process) as unknown) : value
        },
      })
    }
  }
}

/** Refuses values of `process` that code imports by name: what is read then is read by Node, when the module is made. */
export function refuseImported(code: string, refusals: Refusals): void {
  for (const [, names = ''] of code.matchAll(
    /\bimport\s*(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\s*["'](?:node:)?process["']/g,
  )) {
    for (const name of names.split(',').map((one) => one.trim().split(/\s+as\s+/)[0]!)) {
      const why = Object.hasOwn(PROCESS, name) ? PROCESS[name]!.why : undefined
      if (why !== undefined && typeof Object.getOwnPropertyDescriptor(process, name)?.value !== 'function')
        refusals.imported(`import { ${name} } from 'node:process'`, why)
    }
  }
}
