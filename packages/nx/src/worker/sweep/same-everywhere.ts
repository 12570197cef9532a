type Below = (...args: never[]) => unknown

/**
 * Puts a clock in the place of `Date` that tells when it is asked for the hour, and answers with `tick`.
 */
export function sameClock(ask: (called: string, below: Below) => void, tick: () => number): void {
  const Original = Date
  const now = function now(): number {
    ask('Date.now()', now)
    return tick()
  }
  const Told = new Proxy(Original, {
    construct: function construct(target, args: unknown[], made) {
      if (args.length > 0) return Reflect.construct(target, args, made) as Date
      ask('new Date()', construct)
      return Reflect.construct(target, [tick()], made) as Date
    },
    apply: function apply(target) {
      ask('Date()', apply)
      return new target(tick()).toString()
    },
    get: (target, name, self) => (name === 'now' ? now : (Reflect.get(target, name, self) as unknown)),
  })
  Object.defineProperty(Original.prototype, 'constructor', { value: Told, configurable: true, writable: true })
  globalThis.Date = Told
}

const LANGUAGE = 'en-US'

/**
 * Lets everything that goes by the language of the machine go by English, where no language is given: a sweep may sort and format as it likes
 * and gives the same runs everywhere. Its time zone is set from outside.
 */
export function sameLanguage(askTime: (called: string, below: Below) => void): void {
  const intl = Intl as unknown as Record<string, new (...args: unknown[]) => object>
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const original = intl[name]
    if (
      typeof original !== 'function' ||
      name === 'Locale' ||
      !original.prototype ||
      !('resolvedOptions' in original.prototype)
    )
      continue
    intl[name] = new Proxy(original, {
      construct: (target, [language, ...rest]: unknown[], made) =>
        Reflect.construct(target, [language ?? LANGUAGE, ...rest], made) as object,
      apply: (target, self, [language, ...rest]: unknown[]) =>
        Reflect.apply(target as unknown as (...args: unknown[]) => object, self, [language ?? LANGUAGE, ...rest]),
    })
  }
  for (const [prototype, names, at] of [
    [Number.prototype, ['toLocaleString'], 0],
    [BigInt.prototype, ['toLocaleString'], 0],
    [Date.prototype, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'], 0],
    [String.prototype, ['toLocaleUpperCase', 'toLocaleLowerCase'], 0],
    [String.prototype, ['localeCompare'], 1],
  ] as const)
    for (const name of names) {
      const own = prototype as unknown as Record<string, (...args: unknown[]) => unknown>
      const original = own[name]!
      Object.defineProperty(own, name, {
        configurable: true,
        writable: true,
        value: function (this: unknown, ...args: unknown[]) {
          args[at] ??= LANGUAGE
          return Reflect.apply(original, this, args)
        },
      })
    }
  const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')!
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    ...format,
    get(this: Intl.DateTimeFormat) {
      const bound = format.get!.call(this) as (date?: unknown) => string
      return function formatted(date?: unknown): string {
        if (date === undefined) askTime('new Intl.DateTimeFormat().format()', formatted)
        return bound(date)
      }
    },
  })
  const { formatToParts } = Intl.DateTimeFormat.prototype
  Intl.DateTimeFormat.prototype.formatToParts = function parts(date) {
    if (date === undefined) askTime('new Intl.DateTimeFormat().formatToParts()', parts)
    return formatToParts.call(this, date)
  }
}
