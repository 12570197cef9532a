import { summarizeNonFinite, type AnyRuns, type Language } from 'bocas/internal'

/**
 * What a reader has to know of NaN and infinities in some runs: `1 of 3 runs has NaN in history.loss, first at epoch 4`. What the sweep allows goes without
 * saying, unless it is what is shown.
 */
export function nonFiniteNotes(
  runs: AnyRuns | readonly AnyRun[],
  shown: readonly string[] = [],
  language?: Language,
): string[] {
  const all = [...runs]
  if (all.every(({ nonFinite }) => nonFinite.length === 0)) return []
  // Of a run of which several rows are shown it is said once.
  const once = new Map(all.map((run) => [`${run.task}/${run.name}`, run]))
  const found = [...once.values()].map(({ nonFinite }) =>
    nonFinite.filter(({ path, allowed }) => !allowed || shown.includes(path)),
  )
  // Names stand in code type in a terminal, and a note has none.
  return summarizeNonFinite(found, language).map((line) => line.replaceAll('`', ''))
}

type AnyRun = ReturnType<AnyRuns['get']>

/** Those of some runs that are named as `task/name`. */
export function runsOfIds(runs: AnyRuns, ids: readonly string[]): AnyRun[] {
  const wanted = new Set(ids)
  return [...runs].filter(({ task, name }) => wanted.has(`${task}/${name}`))
}
