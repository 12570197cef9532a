import { partsOfRunId, type ProvenanceFile, summarizeNonFinite } from 'bocas/internal/made'
import type { PaperProblem } from '../shared/problems'
import { foldersOf } from '../shared/paper-paths'
import type { Use } from '../inventory/uses'
import { behindOutputs, usedOutputs } from './used-outputs'

/**
 * NaN and infinities in the results behind what a text uses, as far as their sweeps do not allow them: one problem for each task and each metric or column.
 *
 * @param provenance what things were made from, of each task whose things a text can use.
 */
export function checkFinite(
  uses: readonly Use[],
  provenance: readonly ProvenanceFile[],
  folderOf = foldersOf('paper'),
): PaperProblem[] {
  const behind = new Map<string, Behind>()
  for (const file of provenance) {
    for (const { called, runs } of usedOutputs(uses, file)) {
      for (const id of runs) {
        const run = behind.get(id) ?? { found: file.runs[id]?.nonFinite ?? [], outputs: new Set() }
        run.outputs.add(called)
        behind.set(id, run)
      }
    }
  }
  const tasks = [...new Set([...behind.keys()].map((id) => partsOfRunId(id).task))]
  return tasks.flatMap((task) => {
    const runs = [...behind].flatMap(([id, run]) => (partsOfRunId(id).task === task ? [run] : []))
    const paths = [...new Set(runs.flatMap(({ found }) => found.map(({ path }) => path)))]
    return paths.map((path) => problemOf(folderOf(task), path, runs))
  })
}

/** A run behind something in the text. */
interface Behind {
  readonly found: NonNullable<ProvenanceFile['runs'][string]['nonFinite']>
  readonly outputs: Set<string>
}

function problemOf(folder: string, path: string, runs: readonly Behind[]): PaperProblem {
  const own = runs.map(({ found }) => found.filter((one) => one.path === path))
  const outputs = [...new Set(runs.flatMap(({ outputs }, index) => (own[index]!.length > 0 ? [...outputs] : [])))]
  return {
    message: `${summarizeNonFinite(own).join()}, ${behindOutputs(outputs)}`,
    at: { file: folder },
    hints: [
      `mend the run; or, when it may be so, say it in the options of defineSweep in ${folder}/sweep.ts: allowNaN: ['${path}']`,
    ],
  }
}
