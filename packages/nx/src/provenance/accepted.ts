import { type OutputKind, plural, type WorkspacePaths } from 'bocas/internal/made'
import { someOf } from 'bocas/internal/light'
import { executionOf } from './execution'
import { readOutputs, type PaperOutput } from './read-outputs'
import { recordedExecutions } from './paper-provenance'

/** A run, as `task/name`, and the key of its result. */
interface KeyedRun {
  readonly id: string
  readonly key: string
}

/** Of more results than these the others are counted. */
const MOST_NAMED = 20

/**
 * Which of some results `bocas accept` has carried over an edit, by the reason that was given; as lines to print, none when there is no
 * such result. What the store does not know is read from `paper/provenance.json`.
 */
export function sayAccepted(paths: WorkspacePaths, runs: readonly KeyedRun[]): string[] {
  const recorded = recordedExecutions(paths)
  const reasons = new Map<string, string[]>()
  const carried = new Set<string>()
  for (const { id, key } of runs) {
    const known = executionOf(paths, key, recorded.get(key))
    for (const { because, changes } of ('execution' in known && known.execution.accepted) || []) {
      const reason = `because "${because}", although ${changes.join(', ')}`
      reasons.set(reason, [...(reasons.get(reason) ?? []), id])
      carried.add(id)
    }
  }
  if (carried.size === 0) return []
  const lines = [...reasons].map(([reason, ids]) => `    ${reason}: ${someOf(ids, MOST_NAMED)}`)
  return [`  ${plural(carried.size, 'result')} carried over by bocas accept`, ...lines]
}

/** What a text names. */
export type NamesInText = Readonly<Record<'facts' | 'figures' | 'tables' | 'claims', readonly string[]>>

/** The results behind the facts, figures, tables and claims that the text names, in the order in which figures were drawn from them. */
export async function resultsIn(
  paths: WorkspacePaths,
  tasks: readonly string[],
  { facts, figures, tables, claims }: NamesInText,
): Promise<KeyedRun[]> {
  const named: Readonly<Record<OutputKind, readonly string[]>> = {
    fact: facts,
    figure: figures,
    table: tables,
    claim: claims,
  }
  const { outputs, runs } = await readOutputs(paths, tasks)
  const isNamed = ({ kind, name }: PaperOutput): boolean => named[kind].includes(name)
  const ids = new Set(outputs.filter(isNamed).flatMap((output) => output.runs))
  return [...runs.values()].filter(({ id }) => ids.has(id))
}
