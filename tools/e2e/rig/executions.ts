import { existsSync, readFileSync } from 'node:fs'

/** One line that a run wrote to the count file: `start alpha {"lr":0.1}`. */
interface Event {
  readonly kind: 'start' | 'end'
  /** `alpha lr=0.1 epochs=2` */
  readonly run: string
}

/** Reads the count file. */
export function readEvents(countFile: string): Event[] {
  if (!existsSync(countFile)) return []
  return readFileSync(countFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, kind, task, config] = /^(start|end) (\S+) (.*)$/.exec(line)!
      return { kind: kind as Event['kind'], run: `${task} ${words(JSON.parse(config!) as Record<string, unknown>)}` }
    })
}

/** The largest number of runs that had started and not ended, at any line of the file. */
export function mostAtOnce(events: readonly Event[]): number {
  let now = 0
  return events.reduce((most, { kind }) => Math.max(most, (now += kind === 'start' ? 1 : -1)), 0)
}

const words = (config: Record<string, unknown>): string =>
  Object.entries(config)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
