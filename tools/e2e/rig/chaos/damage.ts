import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../../../random/dice'

/** How a file is spoilt. */
const WAYS = ['truncated', 'emptied', 'flipped', 'removed', 'longer'] as const

/** Spoils one file in a way that leaves no doubt that it is another file now (the line feed at its end alone would); says how. */
export function spoil(file: string, dice: Dice): (typeof WAYS)[number] {
  const { size } = statSync(file)
  const way = dice.pick(size > 0 ? WAYS : (['removed', 'longer'] as const))
  if (way === 'removed') rmSync(file)
  else if (way === 'emptied') truncateSync(file)
  else if (way === 'truncated') truncateSync(file, dice.below(Math.max(1, size - 1)))
  else if (way === 'longer') writeFileSync(file, 'x'.repeat(1 + dice.below(100)), { flag: 'a' })
  else flipBit(file, dice)
  return way
}

/** One of the lower bits: the one of 32 would turn `1e5` into `1E5`, which is the same number. */
function flipBit(file: string, dice: Dice): void {
  const bytes = readFileSync(file)
  const at = dice.below(bytes.length)
  bytes[at] = bytes[at]! ^ (1 << dice.below(5))
  writeFileSync(file, bytes)
}

/** All files in a folder and below it, sorted; none when there is no folder. */
export function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return []
  }
}
