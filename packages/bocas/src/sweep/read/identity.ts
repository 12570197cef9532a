import { canonicalJson } from '../../keys/canonical-json'
import { axisOf } from '../author/marks'

/** A text that is equal for two nodes exactly when they stand for the same values. The node has been checked. */
export function identityOf(node: unknown): string {
  return canonicalJson(spell(node))
}

/** The node with every axis spelled as a block of a key that no author can write. */
function spell(node: unknown): unknown {
  const axis = axisOf(node)
  if (axis) return { '': Array.isArray(axis.given) ? ['list', axis.given.map(spell)] : [axis.word, spell(axis.given)] }
  if (Array.isArray(node)) return node.map(spell)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spell(value)]))
}
