import { isBelowAny, realPath } from 'bocas/internal/light'

/** Places with where they really lie, without those below others: a folder of data names each of its files as well. */
export function allowedPlaces(places: readonly string[]): string[] {
  const chosen = new Set<string>()
  // What is shorter can hold what is longer.
  for (const place of [...places].sort((a, b) => a.length - b.length)) if (!isBelowAny(place, chosen)) chosen.add(place)
  return [...new Set([...chosen].flatMap((place) => [place, realPath(place)]))]
}
