import type { Json } from '../../sweep'
import type { TestRefusal } from '../../statistics'
import { refusal } from '../../text'
import { valueAt } from '../stored/config-path'
import type { Hole } from '../runs/entries'
import { identify } from '../pivot/groups'
import type { PivotCell } from '../pivot/types'
import type { Result } from '../stored/result'

/** The values of two cells that belong together, in the same order. */
export interface Pairs {
  readonly a: readonly number[]
  readonly b: readonly number[]
  /** The runs that the values are of. */
  readonly runs: readonly (readonly [a: Result, b: Result])[]
  /** The number of pairs that there would be without holes. */
  readonly of: number
}

/** Pairs the runs of two cells by their seeds (and by the keys that a mean goes over). Where the partner is a hole the other one is left out. */
export function pairUp(
  a: PivotCell,
  b: PivotCell,
  names: readonly [string, string],
  over: readonly string[],
): Pairs | TestRefusal {
  const [ofA, ofB] = [partners(a, names[0], over), partners(b, names[1], over)]
  if ('refused' in ofA) return ofA
  if ('refused' in ofB) return ofB
  const lonely = lonelySeed(ofA, ofB, names) ?? lonelySeed(ofB, ofA, [names[1], names[0]])
  if (lonely !== undefined) return lonely
  const complete = [...ofA.values()].flatMap(({ id, found }) => {
    const other = ofB.get(id)?.found
    return found === undefined || other === undefined ? [] : [[found, other] as const]
  })
  return {
    a: complete.map(([{ value }]) => value),
    b: complete.map(([, { value }]) => value),
    runs: complete.map(([one, other]) => [one.run, other.run]),
    of: ofA.size,
  }
}

interface Partner {
  readonly id: string
  readonly seed: number
  /** `undefined` of a hole. */
  readonly found: { readonly run: Result; readonly value: number } | undefined
}

function partners(cell: PivotCell, name: string, over: readonly string[]): Map<string, Partner> | TestRefusal {
  const found = new Map<string, Partner>()
  const members: [Result | Hole, Partner['found']][] = [
    ...cell.runs.map((run, i): [Result, Partner['found']] => {
      const value = cell.values[i]
      return [run, value === undefined ? undefined : { run, value }]
    }),
    ...cell.runs.holes.map((hole): [Hole, undefined] => [hole, undefined]),
  ]
  for (const [run, measured] of members) {
    if (run.seed === undefined) return refusal('noSeed', name)
    const id = identify([run.seed.value, ...over.map((path) => valueAt(run.config as Json, path))])
    if (found.has(id)) return refusal('severalOfSeed', name, run.seed.value)
    found.set(id, { id, seed: run.seed.value, found: measured })
  }
  return found
}

function lonelySeed(
  of: Map<string, Partner>,
  among: Map<string, Partner>,
  [name, other]: readonly [string, string],
): TestRefusal | undefined {
  const lonely = [...of.values()].find(({ id }) => !among.has(id))
  return lonely && refusal('noPartner', lonely.seed, name, other)
}
