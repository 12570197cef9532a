import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Folders around the one that a run works in. */
const FENCE = ['outside', 'outside', 'outside', 'outside']
const INSIDE = 'dir'

/**
 * The folder that a run works in: `ctx.dir`, and the working directory. A relative path that leads out of it by mistake (`../x`, written
 * as if the run worked in the folder of its task) ends in one of the empty folders around it, which are the run's own as well and are
 * removed with it: it reaches neither the workspace nor the store nor another run. More than that only a sandbox could do: a run may write
 * to any path that it knows.
 */
export const scratchFolder = (work: string): string => join(work, 'scratch', ...FENCE, INSIDE)

/** Where a worker keeps what a failed run has returned. */
export const rescuedFolder = (work: string): string => join(work, 'rescued')

/** Makes the folder that a run works in. */
export function makeScratch(work: string): string {
  const folder = scratchFolder(work)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** What the run has written around its folder, as the relative paths by which it may have done so: `../results/x.csv`. */
export function writtenOutside(work: string): string[] {
  const found: string[] = []
  for (let up = 1; up <= FENCE.length + 1; up++) {
    const folder = join(work, 'scratch', ...FENCE.slice(0, FENCE.length + 1 - up))
    const own = up === 1 ? INSIDE : FENCE[FENCE.length + 1 - up]
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (name !== own) found.push([...Array.from({ length: up }, () => '..'), name].join(sep))
    }
  }
  return found
}

/** What to tell of it; undefined when there is nothing. */
export function outsideNote(work: string): string | undefined {
  const found = writtenOutside(work)
  if (found.length === 0) return undefined
  const shown = found.slice(0, 3).join(', ') + (found.length > 3 ? ` and ${found.length - 3} more` : '')
  return `it wrote ${shown}, outside its folder ctx.dir: that is not kept. Return what is a result`
}
