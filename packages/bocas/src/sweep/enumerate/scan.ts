import { canonicalJson, sha256 } from '../../keys/canonical-json'
import { describeValue, describeThrown } from '../read/describe'
import { pick, type SweepLayout, type Picked } from '../read/layout'
import type { Json } from '../author/types'

/** A config that is kept. */
export interface Kept extends Picked {
  /** Equal for equal configs. */
  readonly id: string
  /** Whether it was already found on another way. */
  readonly repeated: boolean
}

/** What `where` did instead of answering. */
export class WhereError extends Error {
  constructor(
    message: string,
    readonly config: Json,
  ) {
    super(message)
  }
}

/** Looks at one config after the other, holding none (only short identities, and those only if configs can repeat). */
export function* scan(
  layouts: readonly SweepLayout[],
  where: ((config: Json) => unknown) | undefined,
): Generator<Kept> {
  const seen = canRepeat(layouts) ? new Map<string, boolean>() : undefined
  for (const layout of layouts) {
    for (let i = 0; i < layout.count; i++) {
      const { config, parts, seeds } = pick(layout, i)
      const id = seen ? identityOfConfig(config) : ''
      const before = seen?.get(id)
      const kept = before ?? ask(where, config)
      seen?.set(id, kept)
      // Written out: spreading costs as much as all the rest when a million configs stream.
      if (kept) yield { config, parts, seeds, id, repeated: before !== undefined }
    }
  }
}

function ask(where: ((config: Json) => unknown) | undefined, config: Json): boolean {
  if (!where) return true
  let answer: unknown
  try {
    answer = where(config)
  } catch (error) {
    if (error instanceof WhereError) throw error
    throw new WhereError(`threw ${describeThrown(error)}`, config)
  }
  if (typeof answer === 'boolean') return answer
  throw new WhereError(`returned ${describeValue(answer)}, not true or false`, config)
}

/** A text that is equal for equal configs, at most 64 characters. */
export function identityOfConfig(config: Json): string {
  const text = canonicalJson(config)
  return text.length <= 64 ? text : sha256(text)
}

/** Whether two ways can lead to one config: only between blocks of a union, or between options that hold sweeps of their own. */
export function canRepeat(layouts: readonly SweepLayout[]): boolean {
  return layouts.length > 1 || layouts.some(overlaps)
}

function overlaps(layout: SweepLayout): boolean {
  if (layout.kind === 'fixed') return false
  if (layout.kind === 'block') return layout.items.some(([, item]) => overlaps(item))
  if (layout.word === 'seeds' || layout.even) return false
  if (layout.word === 'values' && layout.size > 1) return true
  return Array.from({ length: layout.size }, (_, i) => layout.option(i).layout).some(overlaps)
}
