import type { Part, SeedOfConfig } from '../read/layout'
import type { Json } from '../author/types'

/** A config of a task with everything that is known of it before it has a name. */
export interface GridPoint {
  readonly id: string
  readonly config: Json
  /** The config as each way that leads to it writes it: the order of keys may differ. */
  readonly writings: Json[]
  readonly parts: Part[]
  /** Of distinct paths. More than one is a problem. */
  readonly seeds: SeedOfConfig[]
  /** What the author's `name` function called it, and the key path of that function. */
  readonly given?: { readonly name: string; readonly at: string }
}

/** What one way to a config knows of it. */
export interface Way {
  readonly writings: readonly Json[]
  readonly parts: readonly Part[]
  readonly seeds: readonly SeedOfConfig[]
}

/** A point as one way finds it. */
export const newPoint = (id: string, config: Json, { writings, parts, seeds }: Way): GridPoint => ({
  id,
  config,
  writings: [...writings],
  parts: [...parts],
  seeds: [...seeds],
})

/** Adds to a point what another way to the same config knows of it. */
export function addWay(point: GridPoint, way: Way): void {
  const written = new Set(point.writings.map((config) => JSON.stringify(config)))
  point.writings.push(...way.writings.filter((config) => !written.has(JSON.stringify(config))))
  point.parts.push(...way.parts)
  point.seeds.push(...way.seeds.filter(({ path }) => point.seeds.every((seed) => seed.path !== path)))
}
