import { describeNonFinite, hostName } from 'bocas/internal/store'
import { isToldTogether, type Finished } from './outcome'

/** Shows how far a call is. */
export interface Progress {
  /** How many runs are being executed now. */
  running(count: number): void
  /** Another command executes this run; its result is waited for. */
  waiting(task: string, run: string, holder: { readonly pid: number; readonly host: string }): void
  /** Others have all of these slots. */
  noSlots(names: readonly string[]): void
  finished(finished: Finished): void
}

export interface ProgressState {
  readonly total: number
  readonly done: number
  readonly running: number
  /** Runs trained so far, and the seconds since the first began: what the rate is made of. Kept ones take no time. */
  readonly trained: number
  readonly seconds: number
}

/** `process 57`, of this machine unless it says of which. */
export const processName = ({ pid, host }: { readonly pid: number; readonly host: string }): string =>
  host === hostName() ? `process ${pid}` : `process ${pid} of ${host}, which cannot be seen from here`

/** `5 of 16 done · 2 running · 9 left · 12.4 runs/min · about 44 s left` */
export function progressLine({ total, done, running, trained, seconds }: ProgressState): string {
  const left = total - done
  const parts = [`${done} of ${total} done`, `${running} running`, `${left - running} left`]
  if (trained > 0 && seconds > 0) {
    const perMinute = (trained / seconds) * 60
    parts.push(`${perMinute.toFixed(perMinute < 10 ? 1 : 0)} runs/min`)
    if (left > 0) parts.push(`about ${duration((left * seconds) / trained)} left`)
  }
  return parts.join(' · ')
}

/** Whole seconds below two minutes, then minutes, then hours and minutes, and from two days on days. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.round(minutes / 60 / 24)} d`
}

/** Says nothing: for who asked to be left alone (`BOCAS_PROGRESS=off`). What failed and the summary are said all the same. */
export const silentProgress: Progress = {
  running: () => undefined,
  waiting: () => undefined,
  noSlots: () => undefined,
  finished: () => undefined,
}

/** Who shows the lines: Nx's interface, in a pane of its own, or Nx's plain output, which has a line of its own for each run. */
export type ShownIn = 'interface' | 'plain output'

/** The pane of Nx's interface in a terminal of 80 columns: what is longer is broken in the midst of a word. */
const PANE = 45
/** Milliseconds between two lines of how far the call is. */
const PAUSE = { interface: 1000, 'plain output': 10_000 } as const

/**
 * Prints how far the call is, and of a run what nobody else says: in the interface that it is done and how long it took, everywhere what of it is not finite.
 * Nx's plain output has a line for each run already; there the state of the call is said each time that a tenth more is done, at most every 10 s.
 *
 * The line of a call that goes on is held back until the next run has begun, so that what it says to be running is.
 *
 * @param now milliseconds of a clock that no one can set: rates and the time that is left follow from it.
 */
export function printedProgress(
  total: number,
  print: (line: string) => void,
  { shownIn, now = () => performance.now() }: { readonly shownIn: ShownIn; readonly now?: () => number },
): Progress {
  const begin = now()
  let lastTime = -Infinity
  let lastDone = -Infinity
  let done = 0
  let trained = 0
  let running = 0
  let most = 0
  let isHeld = false
  const short = new Set<string>()
  const say = (): void => {
    isHeld = false
    lastTime = now()
    lastDone = done
    const state = { total, done, running, trained, seconds: (lastTime - begin) / 1000 }
    print(shownIn === 'interface' ? `  ${paneLine(state)}` : progressLine(state))
  }
  const isDue = (): boolean =>
    done === total || (now() - lastTime >= PAUSE[shownIn] && (shownIn === 'interface' || done - lastDone >= total / 10))
  return {
    running(count) {
      const isMore = count > running
      running = count
      most = Math.max(most, count)
      if (isHeld && isMore) say()
    },
    waiting(task, run, holder) {
      print(`… ${task}/${run} is being executed by another command (${processName(holder)}): its result is waited for`)
    },
    noSlots(names) {
      const list = names.join(' and ')
      if (short.has(list)) return
      short.add(list)
      print(`… all ${list} of this machine is in use: runs that need it begin when it is free`)
    },
    finished(finished) {
      const { task, run, outcome } = finished
      if (isHeld) say()
      done++
      if (outcome.kind === 'trained') trained++
      if (outcome.kind === 'kept' || isToldTogether(outcome)) return
      const odd = outcome.kind === 'trained' ? describeNonFinite(outcome.nonFinite ?? []) : undefined
      if (shownIn === 'interface') {
        const took = outcome.kind === 'trained' ? duration(outcome.seconds) : outcome.kind
        print(
          `${outcome.kind === 'trained' ? '✔' : '✖'} ${cutMiddle(`${task}/${run.name}`, PANE - took.length - 4)}  ${took}`,
        )
      }
      if (odd !== undefined) print(shownIn === 'interface' ? `  ⚠ ${odd}` : `⚠ ${task}/${run.name}: ${odd}`)
      if (!isDue()) return
      // With as many at work as ever, or none left to begin, there is nothing to wait for.
      if (running >= most || total - done <= running) say()
      else isHeld = true
    },
  }
}

/** The same as {@link progressLine} in the width of the pane: as much of it as fits. */
function paneLine(state: ProgressState): string {
  const parts = progressLine(state).split(' · ')
  const [done, running] = parts
  const left = parts.filter((part) => part.startsWith('about '))
  const whole = [done!, running!, ...left].join(' · ')
  const short = [done!.replace(' done', ''), running!, ...left.map((part) => part.replace('about ', ''))].join(' · ')
  return [whole, short].find((line) => line.length + 2 <= PANE) ?? [done!, ...left].join(' · ')
}

/** A text cut in its middle: names of runs differ at their end as often as at their beginning. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  const end = Math.floor((most - 1) / 2)
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`
}
