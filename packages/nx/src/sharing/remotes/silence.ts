import type { ChildProcess } from 'node:child_process'
import { signalGroup } from 'bocas/internal/store'
import { ProblemsError } from 'bocas/internal/light'

/** So many milliseconds without a byte, and it is given up: a disk over there may have to wake. */
export const SILENCE = 300_000
/** How often it is looked within that time: it is late by one look at most. */
const LOOKS = 100

/** Ends a program that leads a group, with all of that. The number of one that has ended may be another's by now. */
export function endGroup(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) signalGroup(child.pid, 'SIGTERM')
}

/**
 * Ends a program that for so many milliseconds neither takes nor gives a byte. Looks are counted, and not the time between them: while this process is busy with
 * other things, or its machine sleeps, it is not the program that is silent.
 *
 * @param end how.
 */
export function endSilent(child: ChildProcess, silence: number, end: () => void = () => endGroup(child)): void {
  const bytes = (): number =>
    [child.stdin, child.stdout].reduce((sum, stream) => sum + countOf(stream as Counted | null), 0)
  let [before, looks] = [bytes(), 0]
  const timer = setInterval(() => {
    const now = bytes()
    looks = now === before ? looks + 1 : 0
    before = now
    if (looks < LOOKS) return
    clearInterval(timer)
    end()
  }, silence / LOOKS).unref()
  child.once('close', () => clearInterval(timer))
}

/** What is said of a host that lets somebody in and then says nothing. Nobody waits for it again: that takes as long each time. */
export class SilentHost extends ProblemsError {
  constructor(address: string, silence: number) {
    super({
      code: 'remote-unusable',
      message: `${address} cannot be used: nothing came from there for ${silence / 1000} s`,
      hint: 'does its disk answer? What was transferred is kept: call the same command again later',
    })
  }
}

interface Counted {
  readonly bytesRead?: number
  readonly bytesWritten?: number
}

const countOf = (stream: Counted | null): number => (stream?.bytesRead ?? 0) + (stream?.bytesWritten ?? 0)
