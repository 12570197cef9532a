import { canonicalJson, valueAt, type Json, type RunIngredients, type Take } from 'bocas/internal/light'
import { takeAt } from '../plan/sweep/find-taken'
import { isPlanned } from '../plan/sweep/taken-results'
import type { Change } from './config-changes'

/** What decides which result a run takes, and the digest of the one that it took. */
interface Taker {
  readonly config: Json
  readonly seed?: { readonly path: string; readonly value: number } | undefined
  readonly ingredients?: Pick<RunIngredients, 'from'> | undefined
}

/**
 * By what the results differ that two runs take of other tasks. A run that asks for another result, by its config or its seed, is given another one: that is a
 * change of the config.
 */
export function takenChanges(from: Taker, to: Taker): Change[] {
  const [before, now] = [from.ingredients?.from ?? {}, to.ingredients?.from ?? {}]
  return Object.keys(now)
    .sort()
    .flatMap((path): Change[] => {
      const [was, is] = [takeAt(from.config, path), takeAt(to.config, path)]
      if (!was || !is || before[path] === now[path] || asked(was, from) !== asked(is, to)) return []
      const state = isPlanned(now[path]!) ? 'is yet to be made' : 'changed'
      return [{ kind: 'result', what: path, how: 'changed', text: `the result of ${is.from} ${state}` }]
    })
}

/** All that says which run is meant, as text. */
const asked = (take: Take, { config, seed }: Taker): string =>
  canonicalJson([take, (take.same ?? []).map((path) => valueAt(config, path) ?? null), seed?.value ?? null])
