import { sha256 } from 'bocas/internal'

/**
 * Chooses some of the runs: a seed gives the same ones on every machine, for as long as their keys are the same.
 *
 * @param count how many; all when there are fewer.
 */
export function choose<T extends { readonly key: string }>(runs: readonly T[], count: number, seed: number): T[] {
  const place = new Map(runs.map((run) => [run, sha256(`${seed} ${run.key}`)]))
  return [...runs].sort((a, b) => (place.get(a)! < place.get(b)! ? -1 : 1)).slice(0, count)
}
