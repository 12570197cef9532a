import { canonicalJson, isTake, openTaken, type Taken } from 'bocas/core'
import type { RunSpecification } from '../host/run-specification'

/**
 * The result that a run takes by what its config holds: `ctx.from(config.weights)`.
 *
 * @throws Error that lists the places of the config at which results are taken; ResultError when the result is damaged or changed.
 */
export function takeResult({ config, taken = {} }: Pick<RunSpecification, 'config' | 'taken'>, take: unknown): Taken {
  const paths = Object.keys(taken)
  const asked = isTake(take) ? canonicalJson(take) : undefined
  const path = paths.find((path) => asked !== undefined && canonicalJson(valueAt(config, path)) === asked)
  if (path !== undefined) return openTaken(taken[path]!, taken[path]!.digest)
  const there =
    paths.length > 0
      ? `this config takes ${paths.map((path) => `config.${path}`).join(', ')}`
      : `this config takes none → defineSweep({ …, start: from('<task>') }) in sweep.ts, and ctx.from(config.start) here`
  throw new Error(`ctx.from is given the place of the config at which a result of another task is taken; ${there}`)
}

const valueAt = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], config)
