import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EXECUTION_FILE, nonFiniteIn, type Json, type NonFinite, type StoredResult } from 'bocas/internal/store'
import type { RunIngredients, WorkspacePaths } from 'bocas/internal/light'
import { isSystemError, isUnreadable } from 'bocas/internal/light'
import type { UpstreamRun } from './upstream'
import { readJson } from './read-json'

/** What a key is made of, as far as it is known. */
export interface KeyContent {
  readonly key: string
  readonly task: string
  readonly name: string
  readonly config: Json
  readonly seed?: { readonly path: string; readonly value: number } | undefined
  /** Unknown for a result that was kept before ingredients were recorded, or that came with a clone. */
  readonly ingredients?: RunIngredients | undefined
}

/** A result that is kept. */
export interface KeptResult extends KeyContent {
  /** When it was made, in milliseconds since 1970; 0 when nobody knows. */
  readonly made: number
}

/** An entry of the store, as it says of itself: nothing of it is checked here. */
export interface StoredRun extends KeptResult {
  readonly folder: string
  /** The size of all its files. */
  readonly bytes: number
  /** How long the run took; undefined when nobody measured it. */
  readonly seconds?: number | undefined
  /** The runs of other tasks whose results went into this one. */
  readonly upstream?: readonly UpstreamRun[]
  /** What was declared harmless on its way to this key, the oldest first. */
  readonly accepted: readonly Acceptance[]
  /** What of its numbers is NaN or infinite. */
  readonly nonFinite: readonly NonFinite[]
}

/** A result of another key that was carried over to a key. */
export interface Acceptance {
  readonly from: string
  readonly because: string
  /** ISO time; unknown of a result that came with a clone. */
  readonly at?: string
  readonly changes: readonly string[]
}

/** An entry of the store of which nothing is known: its result.json cannot be read. */
export interface UnreadableEntry {
  readonly key: string
  readonly folder: string
  readonly bytes: number
}

export interface StoreContent {
  readonly runs: readonly StoredRun[]
  readonly unreadable: readonly UnreadableEntry[]
}

/** The names of the entries: keys, and whatever else somebody put there. */
export function entryNames({ store }: WorkspacePaths): string[] {
  // Those with a point are on their way into the store or out of it.
  return existsSync(store)
    ? readdirSync(store)
        .filter((name) => !name.startsWith('.'))
        .sort()
    : []
}

/** Reads what the entries of the store say of themselves. */
export function readStore(paths: WorkspacePaths): StoreContent {
  const ingredientsIn = ingredientsReader()
  const runs: StoredRun[] = []
  const unreadable: UnreadableEntry[] = []
  for (const key of entryNames(paths)) {
    const folder = paths.entry(key)
    const run = readEntry(key, folder, ingredientsIn)
    if (run) runs.push(run)
    else unreadable.push({ key, folder, bytes: sizeOf(folder) })
  }
  return { runs, unreadable }
}

interface StoredExecution {
  readonly task?: string
  readonly run?: string
  readonly ended?: string
  readonly seconds?: number
  readonly upstream?: readonly UpstreamRun[]
  readonly accepted?: readonly Acceptance[]
}

function readEntry(
  key: string,
  folder: string,
  ingredientsIn: (file: string) => RecordedIngredients | undefined,
): StoredRun | undefined {
  const result = readJson<Pick<StoredResult, 'config' | 'seed' | 'artifacts' | 'accepted'>>(join(folder, 'result.json'))
  if (result?.config === undefined) return undefined
  const execution = readJson<StoredExecution>(join(folder, EXECUTION_FILE))
  const recorded = ingredientsIn(join(folder, 'ingredients.json'))
  return {
    key,
    folder,
    task: recorded?.task ?? execution?.task ?? '',
    name: recorded?.name ?? execution?.run ?? '',
    config: result.config,
    seed: result.seed,
    ingredients: recorded?.ingredients,
    made: Date.parse(execution?.ended ?? '') || 0,
    seconds: execution?.seconds,
    ...(execution?.upstream ? { upstream: execution.upstream } : {}),
    bytes: sizeOf(folder),
    accepted: execution?.accepted ?? result.accepted ?? [],
    nonFinite: nonFiniteIn({ artifacts: result.artifacts ?? {} }),
  }
}

/** The content of `ingredients.json`. */
interface RecordedIngredients {
  readonly task: string
  readonly name: string
  readonly ingredients: RunIngredients
}

/**
 * Equal ingredients become one object, and are parsed once: a thousand runs have a few of them, and they are most of the file. As canonical
 * JSON they stand between the config and the name; no text within them or after them can look like these borders.
 */
function ingredientsReader(): (file: string) => RecordedIngredients | undefined {
  const known = new Map<string, RunIngredients>()
  return (file) => {
    try {
      const text = readFileSync(file, 'utf8')
      const [begin, end] = [text.lastIndexOf('"ingredients":{"code":'), text.lastIndexOf(',"name":"')]
      const isCanonical = begin >= 0 && end > begin
      const part = isCanonical ? text.slice(begin + '"ingredients":'.length, end) : undefined
      const recorded = JSON.parse(
        part === undefined ? text : `${text.slice(0, begin)}"ingredients":null${text.slice(end)}`,
      ) as RecordedIngredients | null
      if (recorded === null) return undefined
      const found = part ?? JSON.stringify(recorded.ingredients)
      const ingredients =
        known.get(found) ?? (part === undefined ? recorded.ingredients : (JSON.parse(part) as RunIngredients))
      known.set(found, ingredients)
      return { ...recorded, ingredients }
    } catch (error) {
      if (!isUnreadable(error)) throw error
      // Not there, or torn.
      return undefined
    }
  }
}

/** The bytes of all files in a folder and below it; what vanishes while it is looked at counts nothing. */
export function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce(
        (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      )
  } catch (error) {
    if (!isSystemError(error)) throw error
    return statSync(folder, { throwIfNoEntry: false })?.size ?? 0
  }
}
