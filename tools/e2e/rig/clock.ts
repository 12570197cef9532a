import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Env } from './nx'
import type { Rig } from './rig'

/**
 * An environment in which all that JavaScript is told of the time of day is wrong by so many milliseconds; from the `after`th millisecond
 * of each process on, when that is given: as when a clock is set while it works. Files get their times from the system, which knows better:
 * then they are of the future, or of long ago.
 */
export function wrongClock(rig: Rig, shift: number, after = 0): Env {
  const script = join(rig.places.base, `clock-${shift}-${after}.cjs`)
  writeFileSync(
    script,
    `const Real = Date, begin = performance.now()
const now = () => Real.now() + (performance.now() - begin >= ${after} ? ${shift} : 0)
globalThis.Date = class Date extends Real {
  constructor(...parts) { parts.length === 0 ? super(now()) : super(...parts) }
  static now() { return now() }
}
`,
  )
  return { NODE_OPTIONS: `--require ${script}` }
}
