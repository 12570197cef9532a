import type { Problem } from '../../problems'
import { entriesOf, join } from './block-keys'
import { DEEPEST } from './place'
import { isPlain } from './describe'
import { axisMarkOf } from '../author/marks'

/** The problem of a block whose configs have more than one seed: a run has one. Other problems of the block are passed over. */
export function checkSeedCount(tree: unknown, path: string): Problem | undefined {
  const found = seedsIn(tree, path, [])
  if (found.length < 2) return undefined
  return {
    code: 'several-seeds',
    message: `a config has one seed at most, but these are together in one: ${found.join(', ')}`,
    path: found[1],
    hint: 'keep one seeds(…), and use sweep([…]) for the other',
  }
}

/** The places of seeds in the config that has most of them. */
function seedsIn(node: unknown, path: string, above: readonly object[]): string[] {
  if (typeof node !== 'object' || node === null || above.includes(node)) return []
  if (above.length >= DEEPEST) return []
  const inside = [...above, node]
  const axis = axisMarkOf(node)
  if (axis?.word === 'seeds') return [path]
  if (axis)
    return children(axis.given, path).reduce<string[]>(
      (most, [child, at]) => more(most, seedsIn(child, at, inside)),
      [],
    )
  return children(node, path).flatMap(([child, at]) => seedsIn(child, at, inside))
}

const more = (a: string[], b: string[]): string[] => (b.length > a.length ? b : a)

function children(node: unknown, path: string): [child: unknown, path: string][] {
  if (Array.isArray(node)) return Object.values(node).map((item, i) => [item, `${path}[${i}]`])
  if (typeof node !== 'object' || node === null || !isPlain(node)) return []
  return entriesOf(node).map(([key, value]) => [value, join(path, key)])
}
