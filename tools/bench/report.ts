import type { Against, Sample } from './contender'
import { median } from './median'
import { formatTable } from './table'

/** What was measured of one contender. */
export interface Measured {
  readonly name: string
  readonly against?: Against
  readonly samples: readonly Sample[]
}

/** How a contender compares with another one: ratios of medians. */
export interface Ratio {
  readonly to: string
  readonly wall: number
  readonly cpu: number | null
  readonly goal?: number
  readonly met?: boolean
}

/** A contender's figures: seconds, as medians. */
export interface Row {
  readonly name: string
  readonly wall: number
  readonly cpu: number | null
  readonly range: readonly [least: number, most: number]
  readonly ratio?: Ratio
  readonly samples: readonly Sample[]
}

/** Condenses what was measured in one call; `against` must name a contender of the same call. */
export function condense(measured: readonly Measured[]): Row[] {
  const rows = measured.map(({ name, samples }): Row => {
    const walls = samples.map(({ wall }) => wall)
    return {
      name,
      wall: median(walls),
      cpu: cpuOf(samples),
      range: [Math.min(...walls), Math.max(...walls)],
      samples,
    }
  })
  return rows.map((row, index) => {
    const { against } = measured[index]!
    return against ? { ...row, ratio: ratioOf(row, against, rows) } : row
  })
}

function cpuOf(samples: readonly Sample[]): number | null {
  const known = samples.flatMap(({ cpu }) => (cpu === null ? [] : [cpu]))
  return known.length === samples.length ? median(known) : null
}

function ratioOf({ wall, cpu }: Row, { name, goal }: Against, rows: readonly Row[]): Ratio {
  const other = rows.find((row) => row.name === name)
  if (!other) throw new Error(`no contender is named '${name}': ${rows.map((row) => row.name).join(', ')}`)
  const ratio = wall / other.wall
  return {
    to: name,
    wall: ratio,
    cpu: cpu === null || other.cpu === null ? null : cpu / other.cpu,
    ...(goal === undefined ? {} : { goal, met: ratio <= goal }),
  }
}

/** The rows as a text table. */
export function formatRows(rows: readonly Row[]): string {
  const right = ['wall', 'least – most', 'CPU', 'wall ratio', 'CPU ratio'].map((title) => ({
    title,
    align: 'right' as const,
  }))
  return formatTable(
    [{ title: '' }, ...right, { title: 'to' }, { title: 'goal' }],
    rows.map(({ name, wall, range, cpu, ratio }) => [
      name,
      duration(wall),
      range.map(duration).join(' – '),
      cpu === null ? UNKNOWN : duration(cpu),
      ...(ratio ? [times(ratio.wall), ratio.cpu === null ? UNKNOWN : times(ratio.cpu), ratio.to] : []),
      ratio?.goal === undefined ? '' : `≤ ${ratio.goal}× ${ratio.met ? 'met' : 'missed'}`,
    ]),
  )
}

const UNKNOWN = '—'

const times = (ratio: number): string => `${ratio.toFixed(2)}×`

/** Milliseconds below one second, else seconds: `83 ms`, `4.25 s`, `61.3 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(seconds < 0.00995 ? 1 : 0)} ms`
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`
}
