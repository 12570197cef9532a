import { canonicalJson, groupBy, type Json, type RunIngredients } from 'bocas/internal/light'
import { asLabels, configChanges, configDistance, isLabel, configLeaves, valuesAt, type Change } from './config-changes'
import { ingredientChanges } from './ingredient-changes'
import { kinship } from './kinship'
import type { KeptResult, KeyContent } from '../shared/stored-run'
import { takenChanges } from './taken-changes'

/** A kept result that is nearest to a run, and by what it differs. */
export interface NearestResult<K extends KeptResult> {
  readonly kept: K
  /** Never empty. */
  readonly changes: readonly Change[]
}

/** A task as it is now. */
export interface TaskNow {
  readonly task: string
  /** Its folder, workspace-relative. */
  readonly root: string
  readonly runs: readonly KeyContent[]
  readonly ingredients: RunIngredients
}

/** Finds the stored results that are nearest to runs of one task, by what results are made of. */
export interface TaskHistory<K extends KeptResult> {
  /** All results of the task, under whatever names they were made. */
  readonly members: readonly K[]
  /**
   * The nearest result that the run itself had: of the same config; else of the same values of what the sweep varies, so that a static value
   * may have changed; else of the same config but for the label of an alternative that no run has any more; else of the same name. Its
   * being there makes a run stale.
   */
  ofRun(run: KeyContent): NearestResult<K> | undefined
  /** The nearest of the newest results of the task. */
  ofTask(run: KeyContent): NearestResult<K> | undefined
}

/** All kept results, indexed once; a family of each task. */
export interface History<K extends KeptResult> {
  /** @param most how many results of the task, the newest ones, a run is compared with at most. */
  familyOf(now: TaskNow, most?: number): TaskHistory<K>
}

/** A kept result with the values of its config, read when they are asked for: most are not. */
interface Member<K> {
  readonly kept: K
  leaves(): ReadonlyMap<string, Json>
}

/**
 * @param kept results of any task.
 * @param tasks the names of the tasks that are there now.
 */
export function historyOf<K extends KeptResult>(kept: readonly K[], tasks: readonly string[]): History<K> {
  const members = kept.map((one): Member<K> => ({ kept: one, leaves: lazy(() => configLeaves(one.config)) }))
  const kin = kinship(members, { kept: (member) => member.kept, identity }, tasks)
  return { familyOf: (now, most = 1000) => family(now, kin.of(now), most) }
}

function family<K extends KeptResult>(
  { task, root, runs }: TaskNow,
  members: readonly Member<K>[],
  most: number,
): TaskHistory<K> {
  const isOther = ({ kept }: Member<K>): number => Number(kept.task !== task)
  const sorted = lazy(() => [...members].sort((a, b) => isOther(a) - isOther(b) || b.kept.made - a.kept.made))
  const index = (textOf: (member: Member<K>) => string): (() => Map<string, Member<K>[]>) =>
    lazy(() => groupBy(sorted(), textOf))
  const byConfig = index(({ kept }) => identity(kept))
  const planned = lazy(() => valuesAt(runs.map(({ config }) => configLeaves(config))))
  const varied = lazy(() => [...planned()].filter(([, values]) => values.size > 1).map(([path]) => path))
  const point = (leaves: ReadonlyMap<string, Json>): string =>
    canonicalJson(varied().map((path) => [leaves.get(path) ?? null, leaves.has(path)]))
  const byPoint = index(({ leaves }) => point(leaves()))
  const byUnlabelled = index(({ leaves }) => unlabelled(leaves()))
  const byName = index(({ kept }) => kept.name)
  const remembered = rememberedChanges(root)
  const ingredients = (from: KeyContent, to: KeyContent): readonly Change[] => {
    const taken = takenChanges(from, to)
    return taken.length > 0 ? [...remembered(from, to), ...taken] : remembered(from, to)
  }
  const changesOf = ({ kept, leaves }: Member<K>, run: KeyContent, now: ReadonlyMap<string, Json>): Change[] => [
    ...asLabels(configChanges(leaves(), now), leaves(), planned()),
    ...seedChanges(kept, run),
    ...ingredients(kept, run),
  ]
  const nearest = (run: KeyContent, candidates: readonly Member<K>[]): NearestResult<K> | undefined => {
    const now = configLeaves(run.config)
    let best: { member: Member<K>; distance: number } | undefined
    // Those of this name come first, of these the newest: of equals the first is taken.
    for (const member of candidates.slice(0, most)) {
      if (member.kept.key === run.key) continue
      const fixed = ingredients(member.kept, run).length + seedChanges(member.kept, run).length
      const distance = fixed + configDistance(member.leaves(), now, best && best.distance - fixed + 1)
      if (!best || distance < best.distance) best = { member, distance }
    }
    if (!best) return undefined
    const changes = changesOf(best.member, run, now)
    return { kept: best.member.kept, changes: changes.length > 0 ? changes : [OTHER_PROTOCOL] }
  }
  return {
    members: members.map(({ kept }) => kept),
    ofRun(run) {
      const leaves = configLeaves(run.config)
      const renamed = (relative: NearestResult<K> | undefined): NearestResult<K> | undefined =>
        relative?.changes.some(({ kind, how }) => kind === 'config' && how === 'changed') ? undefined : relative
      return (
        nearest(run, byConfig().get(identity(run)) ?? []) ??
        nearest(run, byPoint().get(point(leaves)) ?? []) ??
        renamed(nearest(run, byUnlabelled().get(unlabelled(leaves)) ?? [])) ??
        nearest(run, byName().get(run.name) ?? [])
      )
    },
    ofTask: (run) => nearest(run, sorted()),
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

const identity = ({ config, seed }: KeyContent): string => canonicalJson([config, seed ?? null])

/** A config as text without the labels of its named alternatives. */
const unlabelled = (leaves: ReadonlyMap<string, Json>): string =>
  canonicalJson([...leaves].filter(([path]) => !isLabel(path)).sort(([a], [b]) => (a < b ? -1 : 1)))

function seedChanges(from: KeyContent, to: KeyContent): Change[] {
  if (from.seed?.path === to.seed?.path) return []
  const now = to.seed ? `the seed is now ${to.seed.path}` : 'the seed is now derived from the config'
  return [{ kind: 'seed', what: to.seed?.path ?? from.seed!.path, how: 'changed', text: now }]
}

/** Runs of one state of the code share their ingredients, but for the results that they take: each pair of states is compared once. */
function rememberedChanges(folder: string): (from: KeyContent, to: KeyContent) => readonly Change[] {
  const names = new Map<RunIngredients, string>()
  const nameOf = (ingredients: RunIngredients): string => {
    const { from: _, ...shared } = ingredients
    if (!names.has(ingredients)) names.set(ingredients, canonicalJson(shared))
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

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
