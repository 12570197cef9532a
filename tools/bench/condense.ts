import type { Against, Amount, Contender, Sample } from './contender'
import { median } from './median'

/** What was measured of one contender. */
export interface Measured {
  readonly name: string
  readonly against?: Contender['against']
  readonly samples: readonly (Sample | Amount)[]
}

/** How a contender compares with another one: ratios of medians. */
export interface Ratio {
  readonly to: string
  readonly value: number
  readonly cpu: number | null
  readonly goal?: number
  readonly met?: boolean
}

export type Unit = 'seconds' | Amount['unit']

/** A contender's figures: medians in its unit; CPU time in seconds, null where it is unknown or nothing was timed. */
export interface Row {
  readonly name: string
  readonly unit: Unit
  readonly value: number
  readonly range: readonly [least: number, most: number]
  readonly cpu: number | null
  readonly ratios: readonly Ratio[]
  readonly samples: readonly (Sample | Amount)[]
}

/** Condenses what was measured in one call; `against` must name contenders of the same call and unit. */
export function condense(measured: readonly Measured[]): Row[] {
  const rows = measured.map(({ name, samples }): Row => {
    const values = samples.map(valueOf)
    return {
      name,
      unit: unitOf(samples[0]!),
      value: median(values),
      range: [Math.min(...values), Math.max(...values)],
      cpu: cpuOf(samples),
      ratios: [],
      samples,
    }
  })
  return rows.map((row, index) => ({
    ...row,
    ratios: [measured[index]!.against ?? []].flat().map((against) => ratioOf(row, against, rows)),
  }))
}

const valueOf = (sample: Sample | Amount): number => ('wall' in sample ? sample.wall : sample.amount)

const unitOf = (sample: Sample | Amount): Unit => ('wall' in sample ? 'seconds' : sample.unit)

function cpuOf(samples: readonly (Sample | Amount)[]): number | null {
  const known = samples.flatMap((sample) => ('cpu' in sample && sample.cpu !== null ? [sample.cpu] : []))
  return known.length === samples.length ? median(known) : null
}

function ratioOf({ unit, value, cpu }: Row, { name, goal }: Against, rows: readonly Row[]): Ratio {
  const other = rows.find((row) => row.name === name && row.unit === unit)
  if (!other) throw new Error(`no contender in ${unit} is named '${name}': ${rows.map((row) => row.name).join(', ')}`)
  const ratio = value / other.value
  return {
    to: name,
    value: ratio,
    cpu: cpu === null || other.cpu === null ? null : cpu / other.cpu,
    ...(goal === undefined ? {} : { goal, met: ratio <= goal }),
  }
}
