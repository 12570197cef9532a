import { plural } from 'bocas/internal/light'
import { bytes, time } from '../shared/words'

/** Where progress is told. */
export interface Teller {
  /** Prints a line. */
  readonly line: (text: string) => void
  /** Replaces the last line of a terminal; undefined where there is none. */
  readonly replace?: (text: string) => void
}

export interface TransferProgress {
  /** So many bytes more, of one more result unless said. */
  step(size: number, results?: number): void
  /** So many bytes and results less than was thought have to go at all. */
  spare(size: number, results: number): void
  end(): void
}

/** Lines where there is no terminal: one for each so many percent. */
const EVERY = 0.1
/** In a terminal: so many milliseconds between two of them. */
const PAUSE = 100

/**
 * Tells how far a transfer is: in a terminal on one line with the time that is left, elsewhere by a line now and then.
 *
 * @param doing `pulled`, `pushed`.
 * @param now milliseconds of a clock that is never set.
 */
export function progressOf(
  teller: Teller,
  doing: string,
  expected: { readonly count: number; readonly bytes: number },
  now: () => number = () => performance.now(),
): TransferProgress {
  const began = now()
  const total = { ...expected }
  let [count, size, told, at] = [0, 0, 0, -Infinity]
  const done = (): number => (total.bytes === 0 ? 1 : size / total.bytes)
  const words = (): string =>
    `${doing} ${count} of ${plural(total.count, 'result')}, ${bytes(size)} of ${bytes(total.bytes)}`
  return {
    step(more, results = 1) {
      count += results
      size += more
      if (teller.replace) {
        if (now() - at < PAUSE && count < total.count) return
        at = now()
        const left = ((now() - began) / 1000 / Math.max(done(), 1e-9)) * (1 - done())
        teller.replace(done() < 1 ? `${words()}, ${time(left)} left` : words())
      } else if (done() >= told + EVERY && count < total.count) {
        told = done()
        teller.line(words())
      }
    },
    spare(less, results) {
      total.count -= results
      total.bytes -= less
    },
    end() {
      if (teller.replace) teller.replace('')
    },
  }
}

export const SILENT: Teller = { line: () => {} }
