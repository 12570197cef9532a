import { promisify } from 'node:util'

export type Wrapped = (...args: unknown[]) => unknown

/** A function that is asked about before it is called or used to make something; to all else it is as it was. */
export function wrapFunction(original: Wrapped, ask: (call: () => unknown, args: unknown[]) => unknown): Wrapped {
  const shell = function () {} as Wrapped & { prototype: unknown }
  Object.setPrototypeOf(shell, original)
  shell.prototype = (original as { prototype?: unknown }).prototype
  const proxy: Wrapped = new Proxy(shell, {
    apply: (_, self, args: unknown[]) => ask(() => Reflect.apply(original, self, args), args),
    construct: (_, args: unknown[], made) =>
      ask(() => Reflect.construct(original, args, made === proxy ? original : made) as unknown, args) as object,
    get(_, name, self) {
      // Node has promise versions of some functions, which would not come by here.
      if (name === promisify.custom) return undefined
      return name === 'name' || name === 'length' ? original[name] : (Reflect.get(shell, name, self) as unknown)
    },
  })
  return proxy
}
