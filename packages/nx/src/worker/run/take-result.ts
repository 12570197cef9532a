import { join } from 'node:path'
import { canonicalJson, isTake, openTaken, type Taken } from 'bocas/internal'
import type { RunSpecification } from '../../protocol/run-specification'

/** The results of other tasks that a run takes. */
export interface TakenResults {
  /**
   * One of them, by what the config holds: `ctx.from(config.weights)`.
   *
   * @throws Error that lists the places of the config at which results are taken; ResultError when the result is damaged or changed.
   */
  from(take: unknown): Taken
  /** The files that belong to them, absolute: what else lies beside those is in no key. */
  readonly files: readonly string[]
}

/** Opens what a run takes, once; what is wrong with it is told when it is asked for. */
export function takenResults({ config, taken = {} }: Pick<RunSpecification, 'config' | 'taken'>): TakenResults {
  const opened = Object.entries(taken).map(([path, given]) => {
    const asked = canonicalJson(valueAt(config, path))
    try {
      const { result, payloads } = openTaken(given, given.digest)
      return { path, asked, open: () => result, files: payloads.map((file) => join(given.dir, file)) }
    } catch (error) {
      const open = (): Taken => {
        throw error
      }
      return { path, asked, open, files: [] }
    }
  })
  const there =
    opened.length > 0
      ? `this config takes ${opened.map(({ path }) => `config.${path}`).join(', ')}`
      : `this config takes none → defineSweep({ …, start: from('<task>') }) in sweep.ts, and ctx.from(config.start) here`
  return {
    from(take) {
      const asked = isTake(take) ? canonicalJson(take) : undefined
      const found = opened.find((one) => one.asked === asked)
      if (found) return found.open()
      throw new Error(`ctx.from is given the place of the config at which a result of another task is taken; ${there}`)
    },
    files: opened.flatMap(({ files }) => files),
  }
}

const valueAt = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], config)
