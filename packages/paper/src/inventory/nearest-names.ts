import { editDistance } from 'bocas/internal/made'

/**
 * The names that someone who typed `typed` may have meant, best first, at most `most`.
 *
 * Near is an edit distance of at most a third of the longer name; a name that ends in what was typed (a forgotten `mnist.`) is near too.
 */
export function nearestNames(typed: string, names: Iterable<string>, most = 3): string[] {
  return [...names]
    .map((name) => ({ name, distance: distanceOf(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(typed.length, name.length) / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name)
}

function distanceOf(typed: string, name: string): number {
  if (typed !== '' && (name.endsWith(`.${typed}`) || name.endsWith(`/${typed}`))) return 1
  return editDistance(typed, name)
}
