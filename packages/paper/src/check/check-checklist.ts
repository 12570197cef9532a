import { CHECKLIST, type ProvenanceFile } from 'bocas/internal/made'
import type { PaperProblem } from '../shared/problems'
import { foldersOf } from '../shared/paper-paths'
import type { Use } from '../inventory/uses'
import { behindOutputs, usedOutputs } from './used-outputs'

/** The fact of a checklist whose runs are those behind the paper. */
const RUNS_FACT = 'runs'

/**
 * Facts of a checklist that a text uses, when the checklist was made of other runs than those that the figures of now show: it is written by a command, and no
 * target makes it anew.
 *
 * @param provenance what things were made from, of each task whose things a text can use.
 */
export function checkChecklist(
  uses: readonly Use[],
  provenance: readonly ProvenanceFile[],
  folderOf = foldersOf('paper'),
): PaperProblem[] {
  const checklist = provenance.find(({ task }) => task === CHECKLIST)
  if (checklist === undefined) return []
  const used = usedOutputs(uses, checklist).map(({ called }) => called)
  const told = (checklist.facts[RUNS_FACT]?.runs ?? []).map((id) => checklist.runs[id]?.key)
  const shown = provenance
    .filter((file) => file !== checklist)
    .flatMap(({ runs }) => Object.values(runs).map(({ key }) => key))
  if (used.length === 0 || setOf(told) === setOf(shown)) return []
  return [
    {
      message: `the checklist was made of other runs than those that the figures show now, ${behindOutputs(used)}`,
      at: { file: `${folderOf(CHECKLIST)}/facts.json` },
      hints: ['npx bocas checklist --facts'],
    },
  ]
}

const setOf = (keys: readonly (string | undefined)[]): string => [...new Set(keys)].sort().join()
