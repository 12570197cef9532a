import type { ProvenanceFile } from 'bocas/internal/made'
import type { PaperProblem } from '../shared/problems'
import { foldersOf } from '../shared/paper-paths'
import type { Use } from '../inventory/uses'
import { behindOutputs, usedOutputs } from './used-outputs'

/**
 * Choices behind what a text uses that no metric has decided, and no author: settings with equal means, of which the first in the sweep was taken because it is
 * the first. One problem for each.
 *
 * @param provenance what things were made from, of each task whose things a text can use.
 */
export function checkTies(
  uses: readonly Use[],
  provenance: readonly ProvenanceFile[],
  folderOf = foldersOf('paper'),
): PaperProblem[] {
  return provenance.flatMap((file) => {
    const outputs = usedOutputs(uses, file)
    return (file.ties ?? []).flatMap((tie): PaperProblem[] => {
      const behind = outputs.filter(({ said }) => said.includes(tie)).map(({ called }) => called)
      if (behind.length === 0) return []
      return [
        {
          message: `${tie}, ${behindOutputs(behind)}`,
          at: { file: `${folderOf(file.task)}/figures.ts` },
          hints: [
            "say in select() which is taken: tie: 'first', or tie: { <key>: 'min' }; or choose by another metric as well (only())",
          ],
        },
      ]
    })
  })
}
