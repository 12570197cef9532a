import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** Moves files and folders, those that exist, into a new folder. Not removed: ext4 makes files slowly for minutes after thousands were. */
export function putAside(into: string): (...places: string[]) => void {
  mkdirSync(into)
  let count = 0
  return (...places) =>
    places.filter((place) => existsSync(place)).forEach((place) => renameSync(place, join(into, String(count++))))
}
