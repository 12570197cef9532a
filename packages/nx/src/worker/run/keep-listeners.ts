/** By these Node itself learns which signals are listened to. */
const OWN: ReadonlySet<unknown> = new Set(['newListener', 'removeListener'])

type Listener = (...args: never[]) => void

/**
 * Adds listeners to this process that a run cannot take away by mistake: `process.removeAllListeners()`, meant for its own, would also remove those that end it
 * on Ctrl-C and tell its errors.
 */
export function keepListeners(listeners: Readonly<Record<string, Listener>>): void {
  const all = Object.entries(listeners)
  const add = (): void => {
    for (const [event, listener] of all)
      if (!process.listeners(event as NodeJS.Signals).includes(listener as never)) process.on(event, listener as never)
  }
  add()
  for (const name of ['removeAllListeners', 'removeListener', 'off'] as const) {
    const remove = process[name].bind(process) as (...args: unknown[]) => NodeJS.Process
    Object.defineProperty(process, name, {
      configurable: true,
      writable: true,
      value: (...args: unknown[]): NodeJS.Process => {
        const events = args.length > 0 ? [args[0]] : process.eventNames()
        for (const event of events) if (!OWN.has(event)) remove(event, ...args.slice(1))
        add()
        return process
      },
    })
  }
}
