import { join } from 'node:path'
import { foldersAbove, pathKinds, type ReadKind, type PathKind, type ReadRules } from './places'

/** A path as code has named it, made absolute, and what is there. */
export interface Looked {
  readonly path: string
  readonly kind: ReadKind
  /** Where it leads, links followed; as far as it is there. Asked for only when it matters. */
  readonly real: () => string
  readonly isThere: () => boolean
}

/** Why a result would go stale unnoticed: what of whose state it depends on without anybody knowing. */
export interface Refused {
  readonly place: Exclude<PathKind, 'own' | 'machine'>
  /** Absolute. */
  readonly file: string
  readonly kind: ReadKind
  /** `missing`: the result depends on the file not being there. */
  readonly state: 'there' | 'missing'
}

/**
 * Decides whether a look at a file is one that a key, or a hash, knows of.
 *
 * What is in the workspace and not declared is refused, there or not: a result can depend on a file's absence. Outside of it and in packages only what is
 * really read is: code that looks for its packages asks for many places on the way up.
 *
 * @returns undefined when it may be looked at.
 */
export function readDecision(rules: ReadRules): (looked: Looked) => Refused | undefined {
  const placeOf = pathKinds(rules)
  const above = foldersAbove(rules)
  const kept = join(rules.root, '.bocas')
  return ({ path, kind, real, isThere }) => {
    if (placeOf(path) === 'own') return undefined
    const file = real()
    const place = placeOf(file)
    if (place === 'own' || place === 'machine') return undefined
    if (kind === 'presence' && (place !== 'workspace' || above.has(path) || above.has(file))) return undefined
    if (isThere()) return { place, file, kind, state: 'there' }
    // Nothing of a person's ever comes to lie among what bocas keeps.
    if (place !== 'workspace' || file.startsWith(kept)) return undefined
    return { place, file, kind, state: 'missing' }
  }
}
