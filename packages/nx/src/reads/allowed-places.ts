import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError } from 'bocas/internal/light'

/** Places with where they really lie, without those below others: a folder of data names each of its files as well. */
export function allowedPlaces(places: readonly string[]): string[] {
  const chosen = new Set<string>()
  // What is shorter can hold what is longer.
  for (const place of [...places].sort((a, b) => a.length - b.length)) if (!isBelow(place, chosen)) chosen.add(place)
  return [...new Set([...chosen].flatMap((place) => [place, realPlace(place)]))]
}

/** Where a place really is; as it was given when it is not there. */
export function realPlace(place: string): string {
  try {
    return realpathSync.native(place)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return place
  }
}

function isBelow(place: string, folders: ReadonlySet<string>): boolean {
  for (let one = place; ; one = dirname(one)) {
    if (folders.has(one)) return true
    if (dirname(one) === one) return false
  }
}
