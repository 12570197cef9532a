import { ProblemsError, sha256 } from 'bocas/internal'
import { readFileSync } from 'node:fs'
import { readCharacters } from './font-characters'

/** A font of an author's. */
export interface OwnFont {
  /** Named after its bytes: two jobs of one process may each have a font of the same name. */
  readonly family: string
  readonly characters: ReadonlySet<number>
}

/** By path: a font has megabytes, and is asked for with every text. */
const known = new Map<string, OwnFont>()

/** The font at an absolute path. @throws Error when it is no font. */
export function ownFont(path: string): OwnFont {
  const before = known.get(path)
  if (before !== undefined) return before
  const bytes = readFileSync(path)
  const font = { family: `Bocas Own ${sha256(bytes).slice(0, 16)}`, characters: readCharacters(bytes) }
  known.set(path, font)
  return font
}

/** @throws Error that names each file which is no font, as its author has named it. */
export function checkOwnFonts(names: readonly string[], paths: readonly string[]): void {
  const problems = paths.flatMap((path, index) => {
    try {
      ownFont(path)
      return []
    } catch (error) {
      const why = error instanceof RangeError ? 'it is cut off or damaged' : (error as Error).message
      return [
        {
          code: 'no-font' as const,
          message: `the font ${names[index]} cannot be used: ${why}`,
          path: `fonts[${index}]`,
        },
      ]
    }
  })
  if (problems.length > 0) throw new ProblemsError(problems)
}
