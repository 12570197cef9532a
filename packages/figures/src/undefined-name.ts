import { nearest } from 'bocas/internal'

/**
 * What to do about an error of figures that use a name which they have not: `line(…)` for `lines(…)`; undefined for other errors.
 *
 * @param given the names that figures are given.
 */
export function undefinedName(error: unknown, given: readonly string[]): string | undefined {
  const message = error instanceof Error ? error.message : ''
  const name = /^(?:\(intermediate value\)\.)?(\w+) is not (?:defined|a function)$/.exec(message)?.[1]
  if (name === undefined) return undefined
  const meant = given.includes(name) ? name : nearest(name, given)
  if (meant === undefined) return undefined
  const taken = `it is taken from the argument: defineFigures<typeof run>(({ ${meant} }) => { … })`
  return meant === name ? `  ${taken}` : `  did you mean \`${meant}\`? ${taken}`
}
