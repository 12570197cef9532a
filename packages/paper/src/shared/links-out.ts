import { readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { isSystemError } from 'bocas/internal/made'
import { isInside, shownPath } from './paper-paths'
import type { PaperProblem } from './problems'

/** What no text reads, and what npm and git fill with links of theirs. */
const NOT_LOOKED_AT = new Set(['node_modules', '.git'])

/**
 * Symbolic links in the paper's folder that lead out of the workspace. A paper is made of files that others have too; and no typesetter tells beforehand which of
 * them it reads, so that `paper/notes.txt`, a link to a private file, could be printed and handed in.
 */
export function linksOut(paperDir: string): PaperProblem[] {
  // A paper that lies elsewhere, and is linked in as a whole, is at home there.
  const homes = [realpathSync(paperDir), realpathSync(path.dirname(paperDir))]
  return linksBelow(paperDir).flatMap((link) => {
    const target = targetOf(link)
    if (target === undefined || homes.some((home) => target === home || isInside(target, home))) return []
    return [
      {
        message: `this link leads out of the workspace, to ${target}, and is not followed into a paper`,
        at: { file: shownPath(link, paperDir) },
        hints: ['put a copy of what the paper needs in its place, or take the link out of the folder of the paper'],
      },
    ]
  })
}

/** Links are not descended into: what they lead to is judged as a whole. */
function linksBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_LOOKED_AT.has(entry.name)) return []
    const here = path.join(folder, entry.name)
    if (entry.isSymbolicLink()) return [here]
    return entry.isDirectory() ? linksBelow(here) : []
  })
}

/** Where a link leads in the end; undefined when nothing is there. */
function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}
