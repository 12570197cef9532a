import type { SweepRefusal } from '../../protocol/sweep-answer'

/** Why a sweep may not have something: the end of the sentence, and what to do. */
export const WHY = {
  call: { gives: 'gives other runs on every call', hint: 'write the values out, or use seeds(n)' },
  time: {
    gives: 'gives other runs at another time',
    hint: "write the value out; or declare a variable and set it: { env: ['TODAY'] }, then process.env.TODAY",
  },
  process: { gives: 'gives other runs in another process', hint: 'write the value out' },
  machine: {
    gives: 'gives other runs on another machine',
    hint: "write the value out; or declare a variable and set it: { env: ['MACHINE'] }, then process.env.MACHINE",
  },
  read: {
    gives: 'reads a file, and a sweep is not evaluated again when it changes',
    hint: 'import it if it is JSON, or write the values out',
  },
  write: { gives: 'changes files, and a sweep is evaluated once for each state of its code', hint: 'do it in run.ts' },
  network: {
    gives: 'asks another machine, and a sweep is not evaluated again when it answers otherwise',
    hint: 'fetch it once into a JSON file and import that, or write the values out',
  },
  start: {
    gives: 'starts what a sweep does not wait for: it is not evaluated again when that comes to something else',
    hint: 'write the values into a JSON file and import that, or write them out',
  },
} as const

export type Why = keyof typeof WHY

/** Not of what it does beside giving runs. */
const coded = (why: Why): Pick<SweepRefusal, 'code'> =>
  why === 'write' || why === 'network' || why === 'start' ? {} : { code: 'volatile-sweep' }

/** What was refused so far: each kind of thing once for each place. */
export class Refusals {
  readonly #all = new Map<string, SweepRefusal>()

  /** Notes what the sweep did; the error is for functions that cannot give anything. */
  note(called: string, why: Why, below: (...args: never[]) => unknown): Error {
    return this.add({ ...coded(why), message: `\`${called}\` ${WHY[why].gives}`, hint: WHY[why].hint }, below)
  }

  /** Notes what cannot be told the place of. */
  imported(called: string, why: Why): void {
    this.addAt({ ...coded(why), message: `\`${called}\` ${WHY[why].gives}`, hint: WHY[why].hint })
  }

  add({ code, message, hint }: Omit<SweepRefusal, 'stack'>, below: (...args: never[]) => unknown): Error {
    const error = new Error(`${message}: ${hint}`)
    Error.captureStackTrace(error, below)
    this.addAt({ ...(code && { code }), message, hint, stack: error.stack })
    return error
  }

  addAt(refusal: SweepRefusal): void {
    const key = `${refusal.message} ${refusal.stack?.split('\n').slice(1).join('\n')}`
    if (!this.#all.has(key)) this.#all.set(key, refusal)
  }

  get all(): SweepRefusal[] {
    return [...this.#all.values()]
  }
}
