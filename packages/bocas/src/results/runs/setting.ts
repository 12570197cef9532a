import { canonicalJson } from '../../keys/canonical-json'
import { without } from '../stored/config-path'
import type { Entry } from './entries'
import { groupBy } from '../../collections'

type AnyEntry = Pick<Entry<unknown, unknown>, 'task' | 'config' | 'seed' | 'origin'>

const known = new WeakMap<AnyEntry, string>()

/** A text by which runs that differ only in their seed are the same setting; of a row, that of its run. */
export function settingOf(given: AnyEntry): string {
  const entry = given.origin ?? given
  const found = known.get(entry)
  if (found !== undefined) return found
  const { task, config, seed } = entry
  const setting = canonicalJson([task, seed === undefined ? config : without(config, seed.path)])
  known.set(entry, setting)
  return setting
}

/** Settings of which some seeds are left out. */
export interface PickedSeeds {
  /** The seeds that are here, of one such setting. */
  readonly seeds: readonly number[]
  /** How many seeds that setting has. */
  readonly of: number
}

/** The first setting that is among `all` with more seeds than here; undefined when every setting is here with all of its seeds. */
export function pickedSeeds(given: readonly AnyEntry[], all: readonly AnyEntry[]): PickedSeeds | undefined {
  const entries = given.some(({ origin }) => origin) ? [...new Set(given.map((one) => one.origin ?? one))] : given
  if (entries.length === all.length) return undefined
  const here = groupBy(entries, settingOf)
  const there = groupBy(all, settingOf)
  for (const [setting, members] of here) {
    const of = there.get(setting)?.length ?? members.length
    if (members.length < of) return { seeds: members.flatMap(({ seed }) => (seed ? [seed.value] : [])), of }
  }
  return undefined
}
