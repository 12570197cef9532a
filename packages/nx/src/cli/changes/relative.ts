import { canonicalJson, type Json, type RunIngredients } from 'bocas/keys'
import type { Change } from './change'
import { configChanges, configDistance, leavesOf } from './config-changes'
import { ingredientChanges } from './ingredient-changes'

/** What a key is made of, as far as it is known. */
export interface Made {
  readonly key: string
  readonly task: string
  readonly name: string
  readonly config: Json
  readonly seed?: { readonly path: string; readonly value: number }
  /** Unknown for a result that was kept before ingredients were recorded, or that came with a clone. */
  readonly ingredients?: RunIngredients
}

/** A result that is kept. */
export interface KeptResult extends Made {
  /** When it was made, in milliseconds since 1970; 0 when nobody knows. */
  readonly made: number
}

/** A kept result that is nearest to a run, and by what it differs. */
export interface Relative<K extends KeptResult> {
  readonly kept: K
  /** Never empty. */
  readonly changes: readonly Change[]
}

/** Finds the nearest kept relatives of runs among the kept results of their task. */
export interface Family<K extends KeptResult> {
  /** The nearest result that the run itself had: of the same config, or of the same name. Its being there makes a run stale. */
  ofRun(run: Made): Relative<K> | undefined
  /** The nearest of the newest results of the task. */
  ofTask(run: Made): Relative<K> | undefined
}

/**
 * @param folder the folder of the task, workspace-relative.
 * @param most how many results of the task, the newest ones, a run is compared with when it has none of its own.
 */
export function familyOf<K extends KeptResult>(kept: readonly K[], folder: string, most = 1000): Family<K> {
  const members = kept.map((member) => ({ member, leaves: leavesOf(member.config) }))
  const newest = [...members].sort((a, b) => b.member.made - a.member.made).slice(0, most)
  const byConfig = groupedBy(members, ({ member }) => identity(member))
  const byName = groupedBy(members, ({ member }) => member.name)
  const ingredients = rememberedChanges(folder)
  const nearest = (run: Made, candidates: readonly (typeof members)[number][]): Relative<K> | undefined => {
    const leaves = leavesOf(run.config)
    let best: { member: K; distance: number } | undefined
    for (const { member, leaves: others } of candidates) {
      if (member.key === run.key) continue
      const fixed = ingredients(member, run).length + seedChanges(member, run).length
      const distance = fixed + configDistance(others, leaves, best && best.distance - fixed + 1)
      const isNearer =
        !best || distance < best.distance || (distance === best.distance && member.made > best.member.made)
      if (isNearer) best = { member, distance }
    }
    if (!best) return undefined
    const changes = [
      ...configChanges(leavesOf(best.member.config), leaves),
      ...seedChanges(best.member, run),
      ...ingredients(best.member, run),
    ]
    return { kept: best.member, changes: changes.length > 0 ? changes : [OTHER_PROTOCOL] }
  }
  return {
    ofRun(run) {
      const own = nearest(run, byConfig.get(identity(run)) ?? [])
      return own ?? nearest(run, byName.get(run.name) ?? [])
    },
    ofTask: (run) => nearest(run, newest),
  }
}

const OTHER_PROTOCOL: Change = {
  kind: 'unknown',
  what: 'bocas',
  how: 'changed',
  text: 'another version of bocas made the key in another way',
}

const UNRECORDED: Change = {
  kind: 'unknown',
  what: 'ingredients',
  how: 'changed',
  text: 'code, packages, data or environment changed (which is not recorded with the kept result)',
}

const identity = ({ config, seed }: Made): string => canonicalJson([config, seed ?? null])

function seedChanges(from: Made, to: Made): Change[] {
  if (from.seed?.path === to.seed?.path) return []
  const now = to.seed ? `the seed is now ${to.seed.path}` : 'the seed is now derived from the config'
  return [{ kind: 'seed', what: to.seed?.path ?? from.seed!.path, how: 'changed', text: now }]
}

/** Runs of one state of the code share their ingredients: each pair of states is compared once. */
function rememberedChanges(folder: string): (from: Made, to: Made) => readonly Change[] {
  const names = new Map<RunIngredients, string>()
  const nameOf = (ingredients: RunIngredients): string => {
    if (!names.has(ingredients)) names.set(ingredients, canonicalJson(ingredients))
    return names.get(ingredients)!
  }
  const known = new Map<string, Map<string, readonly Change[]>>()
  return ({ ingredients: from }, { ingredients: to }) => {
    if (!from || !to) return [UNRECORDED]
    const others = known.get(nameOf(from)) ?? new Map<string, readonly Change[]>()
    known.set(nameOf(from), others)
    if (!others.has(nameOf(to))) others.set(nameOf(to), ingredientChanges(from, to, folder))
    return others.get(nameOf(to))!
  }
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
