import { nearest, withHints, type Problem } from 'bocas/internal'
import type { RenderWatch } from './job'
import { locatedProblems } from './kit/collected'

/** Has an author's figures made. @returns what was thrown on the way, and where in figures.ts. */
export async function runAuthorCode(
  draw: () => void | Promise<void>,
  given: readonly string[],
  watch: RenderWatch | undefined,
): Promise<readonly Problem[]> {
  try {
    await draw()
    return []
  } catch (error) {
    const located = locatedProblems(error, authorLine(error))
    const meant = undefinedName(error, given)
    const hint = watch?.hint(error) ?? meant
    const problems = meant === undefined ? located : located.map((one): Problem => ({ ...one, code: 'not-defined' }))
    return withHints(problems, hint === undefined ? [] : [hint])
  }
}

/** The place in the author's `figures.ts` where an error arose; the innermost one. In a stack without that file, words instead. */
export function authorLine(error: unknown): string {
  return authorPlace(error) ?? 'the function given to defineFigures'
}

/** The same, and nothing in a stack without that file. */
export function authorPlace(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return /[\s(/\\](figures\.[cm]?[jt]s:\d+:\d+)/.exec(stack)?.[1]
}

/**
 * What to do about an error of figures that use a name which they have not: `line(…)` for `lines(…)`; undefined for other errors.
 *
 * @param given the names that figures are given.
 */
function undefinedName(error: unknown, given: readonly string[]): string | undefined {
  const message = error instanceof Error ? error.message : ''
  const name = /^(?:\(intermediate value\)\.)?(\w+) is not (?:defined|a function)$/.exec(message)?.[1]
  if (name === undefined) return undefined
  const meant = given.includes(name) ? name : nearest(name, given)
  if (meant === undefined) return undefined
  const taken = `it is taken from the argument: defineFigures<typeof run>(({ ${meant} }) => { … })`
  return meant === name ? `  ${taken}` : `  did you mean \`${meant}\`? ${taken}`
}
