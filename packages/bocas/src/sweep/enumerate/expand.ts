import { formatProblems, type Problem } from '../../problems'
import { breakdown } from './breakdown'
import type { CheckedOptions } from '../read/check-options'
import type { Layout, Part, SeedOfConfig } from '../read/layout'
import { readSweep } from '../read/read-sweep'
import { canRepeat, newTally, scan, type Tally } from './scan'
import type { Sweep } from '../author/types'

/** One config of a sweep. */
export interface Expanded<C> {
  /** Frozen. */
  readonly config: C
  /** Where the config has its seed; missing when no `seeds(…)` led to it. */
  readonly seed?: SeedOfConfig
  /** The keys whose values were chosen, for names and tags. */
  readonly parts: readonly Part[]
}

/** How many runs a sweep has, and why. */
export interface RunCount {
  /** Distinct configs that are kept. */
  readonly runs: number
  /** All configs before `where`, counted once for each way that leads to them. */
  readonly points: bigint
  readonly leftOut: number
  readonly repeated: number
  /** `16 × 2 × 4 = 128 runs (12 left out by where)` */
  readonly text: string
}

/** Thrown when a sweep with problems is expanded. */
export class SweepError extends Error {
  override readonly name = 'SweepError'
  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems('a sweep', problems))
  }
}

/**
 * The configs of a sweep, one after the other, each once; the last key varies fastest. Pure and lazy: a million configs
 * stream, and whoever stops asking stops the work. `maxRuns` does not apply.
 *
 * @throws SweepError when the sweep has problems (see `checkSweep`); Error when `where` throws or does not say true or false.
 */
export function* expandSweep<C>(sweep: Sweep<C>): Generator<Expanded<C>> {
  const { layouts, options } = readOrThrow(sweep)
  for (const { config, parts, seeds, repeated } of scan(layouts, options.where, newTally())) {
    if (repeated) continue
    const [seed] = seeds
    yield seed ? { config: config as C, seed, parts } : { config: config as C, parts }
  }
}

/**
 * How many runs a sweep has. Where arithmetic is not enough (`where`, unions) it looks at one config after the other
 * and keeps none.
 *
 * @throws as `expandSweep` does.
 */
export function countRuns(sweep: Sweep<unknown>): RunCount {
  const { layouts, options } = readOrThrow(sweep)
  const points = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  const tally = newTally()
  if (options.where || canRepeat(layouts)) for (const _ of scan(layouts, options.where, tally));
  else tally.runs = Number(points)
  return { ...tally, points, text: breakdown(layouts) + remark(tally) }
}

function remark({ leftOut, repeated }: Tally): string {
  const remarks = [
    ...(leftOut > 0 ? [`${leftOut.toLocaleString('en-US')} left out by where`] : []),
    ...(repeated > 0 ? [`${repeated.toLocaleString('en-US')} repeated, run once`] : []),
  ]
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`
}

function readOrThrow(sweep: unknown): { layouts: readonly Layout[]; options: CheckedOptions } {
  const problems: Problem[] = []
  const { layouts, options } = readSweep(sweep, 'sweep', (problem) => problems.push(problem))
  if (problems.length > 0 || !layouts || !options) throw new SweepError(problems)
  return { layouts, options }
}
