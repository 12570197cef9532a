import type { Against, Sample } from './contender'
import { median } from './median'
import { formatTable } from './table'

/** What was measured of one contender. */
export interface Measured {
  readonly name: string
  readonly against?: Against
  readonly samples: readonly Sample[]
}

/** A contender's figures: seconds, as medians. */
export interface Row {
  readonly name: string
  readonly wall: number
  readonly cpu: number | null
  readonly range: readonly [least: number, most: number]
  readonly ratio?: { readonly to: string; readonly wall: number; readonly goal?: number; readonly met?: boolean }
  readonly samples: readonly Sample[]
}

/** Condenses what was measured in one call. A ratio is one of medians; `against` must name another contender. */
export function condense(measured: readonly Measured[]): Row[] {
  const wallOf = (name: string): number => {
    const other = measured.find((contender) => contender.name === name)
    if (!other) throw new Error(`no contender is named '${name}': ${measured.map(({ name }) => name).join(', ')}`)
    return median(other.samples.map(({ wall }) => wall))
  }
  return measured.map(({ name, against, samples }) => {
    const walls = samples.map(({ wall }) => wall)
    const cpus = samples.map(({ cpu }) => cpu)
    const wall = median(walls)
    const ratio = against && wall / wallOf(against.name)
    return {
      name,
      wall,
      cpu: cpus.some((cpu) => cpu === null) ? null : median(cpus as number[]),
      range: [Math.min(...walls), Math.max(...walls)],
      ...(against && ratio !== undefined
        ? {
            ratio: {
              to: against.name,
              wall: ratio,
              ...(against.goal === undefined ? {} : { goal: against.goal, met: ratio <= against.goal }),
            },
          }
        : {}),
      samples,
    }
  })
}

/** The rows as a text table. */
export function formatRows(rows: readonly Row[]): string {
  return formatTable(
    [
      { title: '' },
      { title: 'wall', align: 'right' },
      { title: 'least – most', align: 'right' },
      { title: 'CPU', align: 'right' },
      { title: 'ratio', align: 'right' },
      { title: 'to' },
      { title: 'goal' },
    ],
    rows.map(({ name, wall, range, cpu, ratio }) => [
      name,
      duration(wall),
      range.map(duration).join(' – '),
      cpu === null ? '—' : duration(cpu),
      ratio ? `${ratio.wall.toFixed(2)}×` : '',
      ratio?.to ?? '',
      ratio?.goal === undefined ? '' : `≤ ${ratio.goal}× ${ratio.met ? 'met' : 'missed'}`,
    ]),
  )
}

/** Milliseconds below one second, else seconds: `83 ms`, `4.25 s`, `61.3 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(seconds < 0.00995 ? 1 : 0)} ms`
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`
}
