import type { Json, RunIngredients } from 'bocas/internal/light'
import { digestOnly } from './code-changes'
import { configLeaves } from './config-changes'
import type { TaskNow } from './nearest-results'
import type { KeptResult, KeyContent } from '../shared/stored-run'

/** Which of all kept results are those of a task, whatever it was called when they were made. */
export interface Kinship<M> {
  of(now: TaskNow): M[]
}

/** How to look at what is sorted here. */
interface About<M> {
  readonly kept: (member: M) => KeptResult
  /** Config and seed as text. */
  readonly identity: (made: KeyContent) => string
}

/**
 * Results are a task's own
 *
 * - when they were made under its name;
 * - when they were made under the name of a task that is there no more (one that was renamed, moved or deleted, or that is of another branch)
 *   and are like its own: a file in the folder of the task has the same content; or they are of the configs of at least half of its runs; or
 *   their configs have the same keys, and a file of a library or data has the same content;
 * - when they were made under the name of another task that is still there, and a file in the folder of the task has the same content in
 *   both: one is a copy of the other. Configs, data and a library that they share say nothing then.
 */
export function kinship<M>(members: readonly M[], about: About<M>, tasks: readonly string[]): Kinship<M> {
  const byTask = new Map<string, Map<RunIngredients | undefined, M[]>>()
  for (const member of members) {
    const { task, ingredients } = about.kept(member)
    const states = byTask.get(task) ?? new Map<RunIngredients | undefined, M[]>()
    byTask.set(task, states)
    const state = states.get(ingredients)
    if (state) state.push(member)
    else states.set(ingredients, [member])
  }
  return {
    of: ({ task, ingredients, runs }) => {
      const [own, shared] = [ownContents(ingredients), sharedContents(ingredients)]
      const identities = runs.map(about.identity)
      const shapes = new Set(runs.map(({ config }) => shapeOf(config)))
      const isLike = (states: readonly (RunIngredients | undefined)[], found: readonly M[]): boolean =>
        states.some((state) => state && overlap(own, ownContents(state))) ||
        hasHalf(identities, new Set(found.map((member) => about.identity(about.kept(member))))) ||
        (states.some((state) => state && overlap(shared, sharedContents(state))) &&
          found.some((member) => shapes.has(shapeOf(about.kept(member).config))))
      return [...byTask].flatMap(([name, states]) => {
        const all = [...states.values()].flat()
        if (name === task) return all
        if (!tasks.includes(name)) return isLike([...states.keys()], all) ? all : []
        return [...states].flatMap(([state, found]) => (state && overlap(own, ownContents(state)) ? found : []))
      })
    },
  }
}

/** Digests of the files in the folder of a task, those of its program among them. */
const ownContents = ({ code, program }: RunIngredients): Set<string> =>
  new Set(
    Object.entries({ ...program?.inputs, ...code }).flatMap(([id, digest]) =>
      isOfFolder(id) ? digestOnly(digest) : [],
    ),
  )

/** Digests of what tasks can share: libraries and data. */
const sharedContents = ({ code, program, data }: RunIngredients): Set<string> =>
  new Set([
    ...Object.entries({ ...program?.inputs, ...code }).flatMap(([id, digest]) =>
      isOfFolder(id) ? [] : digestOnly(digest),
    ),
    ...Object.values(data),
  ])

/** Files are called by their path from the task; those of linked packages begin with the name of the package. */
const isOfFolder = (id: string): boolean => !id.startsWith('../') && !id.includes(':')

const shapeOf = (config: Json): string => [...configLeaves(config).keys()].sort().join()

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one))

const hasHalf = (identities: readonly string[], there: ReadonlySet<string>): boolean =>
  identities.length > 0 && identities.filter((one) => there.has(one)).length * 2 >= identities.length
