import { rounded } from './show-artifacts'

/** Where a run is, as its progress says. */
export interface ProgressStep {
  readonly step: number
  readonly of: number
  readonly metrics?: Readonly<Record<string, number>> | undefined
}

/** Milliseconds between two lines: a person reads no faster. */
const PACE = 500

/**
 * Prints where a run is, a line at a time. Of steps that come faster than anybody reads, only some are printed; the first and the last always are.
 *
 * @param now milliseconds, of any clock that only goes forward.
 */
export function showSteps(print: (line: string) => void, now: () => number): (step: ProgressStep) => void {
  let last = -Infinity
  return ({ step, of, metrics }) => {
    if (step !== of && now() - last < PACE) return
    last = now()
    print(
      [
        `step ${step} of ${of}`,
        ...Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${rounded(value)}`),
      ].join(' · '),
    )
  }
}
