import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of a job's own, made when it is first asked for. It goes when it is removed, and at the latest with the process. */
export function ownScratch(): { folder(): string; remove(): void } {
  let made: string | undefined
  const remove = (): void => {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    process.off('exit', remove)
    made = undefined
  }
  return {
    folder() {
      if (made === undefined) {
        made = mkdtempSync(join(tmpdir(), 'bocas-figures-'))
        process.once('exit', remove)
      }
      return made
    },
    remove,
  }
}
