import { hostname } from 'node:os'
import { describeNonFinite } from 'bocas/core'
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
  host === hostname() ? `process ${pid}` : `process ${pid} of ${host}, which cannot be seen from here`

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

/** Whole seconds below two minutes, then minutes, then hours and minutes. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Says nothing: for who asked to be left alone (`BOCAS_PROGRESS=off`). What failed and the summary are said all the same. */
export const silentProgress: Progress = {
  running: () => undefined,
  waiting: () => undefined,
  noSlots: () => undefined,
  finished: () => undefined,
}

/**
 * Prints plain lines: each trained or failed run with how far the call is, at most one line a second so that a thousand
 * short runs do not flood a log; failures and runs with NaN are never left out.
 *
 * @param now milliseconds of a clock that no one can set: rates and the time that is left follow from it.
 */
export function printedProgress(
  total: number,
  print: (line: string) => void,
  now: () => number = () => performance.now(),
): Progress {
  const begin = now()
  let last = -Infinity
  let done = 0
  let trained = 0
  let running = 0
  const short = new Set<string>()
  return {
    running(count) {
      running = count
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
    finished({ task, run, outcome }) {
      done++
      if (outcome.kind === 'trained') trained++
      if (outcome.kind === 'kept' || isToldTogether(outcome)) return
      const time = now()
      const due = time - last >= 1000 || done === total
      const odd = outcome.kind === 'trained' ? describeNonFinite(outcome.nonFinite ?? []) : undefined
      if (outcome.kind === 'trained' && !due && odd === undefined) return
      last = time
      const mark =
        outcome.kind === 'trained'
          ? `✔ ${task}/${run.name} trained in ${duration(outcome.seconds)}${odd === undefined ? '' : ` · ⚠ ${odd}`}`
          : `✖ ${task}/${run.name} ${outcome.kind}`
      print(`${mark}   ${progressLine({ total, done, running, trained, seconds: (time - begin) / 1000 })}`)
    },
  }
}
