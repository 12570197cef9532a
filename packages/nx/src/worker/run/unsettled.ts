/** Milliseconds between two looks at a run that only things could wake which do not keep a process going. */
const PAUSE = 1_000

/** Handles that may call back although they do not keep the process going (`unref`). */
const MAY_WAKE: ReadonlySet<string> = new Set(['tcp', 'udp', 'process', 'fs_event', 'fs_poll', 'tty', 'timer'])

/** What Node's diagnostic report says of a handle. */
interface Handle {
  readonly type: string
  readonly is_active: boolean
  readonly fd?: number
}

/**
 * Calls when this process waits for something that can never come: nothing is left that keeps it going, and nothing that could call back
 * without doing so. A process of Node's ends then, with exit code 13 for an `await` at the top of a module; one that a test or a host
 * holds up waits for ever.
 *
 * @param known descriptors that are open all the time and wake no one.
 */
export function onUnsettled(known: readonly number[], unsettled: () => void): void {
  process.on('beforeExit', () => {
    if (mayWake(handles(), known)) setTimeout(() => undefined, PAUSE)
    else unsettled()
  })
}

const mayWake = (all: readonly Handle[], known: readonly number[]): boolean =>
  all.some(
    ({ type, is_active, fd = -1 }) => is_active && (MAY_WAKE.has(type) || (type === 'pipe' && !known.includes(fd))),
  )

const handles = (): readonly Handle[] => (process.report.getReport() as unknown as { libuv: readonly Handle[] }).libuv

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
