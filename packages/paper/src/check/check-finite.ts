import { summarizeNonFinite, type ProvenanceFile } from 'bocas/core'
import { nameInText } from '../inventory'
import type { PaperProblem } from '../problems'
import { baseName, type Use } from '../uses'

/** As many things are named; of more, their number is. */
const MOST_NAMED = 3

/**
 * NaN and infinities in the results behind what a text uses, as far as their sweeps do not allow them: one problem for each task and each metric or column.
 *
 * @param provenance what things were made from, of each task whose things a text can use.
 */
export function checkFinite(uses: readonly Use[], provenance: readonly ProvenanceFile[]): PaperProblem[] {
  const used = new Set(uses.map(({ kind, name }) => `${kind} ${baseName(kind, name)}`))
  const behind = new Map<string, Behind>()
  for (const file of provenance) {
    for (const { called, runs } of thingsOf(file)) {
      if (!used.has(called)) continue
      for (const id of runs) {
        const run = behind.get(id) ?? { found: file.runs[id]?.nonFinite ?? [], things: new Set() }
        run.things.add(called)
        behind.set(id, run)
      }
    }
  }
  const tasks = [...new Set([...behind.keys()].map(taskOf))]
  return tasks.flatMap((task) => {
    const runs = [...behind].flatMap(([id, run]) => (taskOf(id) === task ? [run] : []))
    const paths = [...new Set(runs.flatMap(({ found }) => found.map(({ path }) => path)))]
    return paths.map((path) => problemOf(task, path, runs))
  })
}

/** A run behind something in the text. */
interface Behind {
  readonly found: NonNullable<ProvenanceFile['runs'][string]['nonFinite']>
  readonly things: Set<string>
}

function problemOf(task: string, path: string, runs: readonly Behind[]): PaperProblem {
  const own = runs.map(({ found }) => found.filter((one) => one.path === path))
  const things = [...new Set(runs.flatMap(({ things }, index) => (own[index]!.length > 0 ? [...things] : [])))]
  const more = things.length > MOST_NAMED ? ` and ${things.length - MOST_NAMED} more` : ''
  return {
    message: `${summarizeNonFinite(own).join()}, behind ${things.slice(0, MOST_NAMED).join(', ')}${more}`,
    at: { file: `tasks/${task}` },
    hints: [
      `mend the run; or, when it may be so, say it in the options of defineSweep in tasks/${task}/sweep.ts: allowNaN: ['${path}']`,
    ],
  }
}

/** Everything of a task that a text can use, as it names it, with the runs behind it. */
function thingsOf({ task, facts, claims = {}, figures, tables }: ProvenanceFile): { called: string; runs: string[] }[] {
  const named = (kind: Use['kind'], separator: '.' | '/', things: Readonly<Record<string, { runs: string[] }>>) =>
    Object.entries(things).map(([name, { runs }]) => ({
      called: `${kind} ${nameInText(task, separator, name)}`,
      runs,
    }))
  const ofTables = Object.entries(tables).map(([name, { cells }]) => [
    name,
    { runs: cells.flatMap((cell) => cell.runs) },
  ])
  return [
    ...named('fact', '.', facts),
    ...named('claim', '.', claims),
    ...named('figure', '/', figures),
    ...named('table', '/', Object.fromEntries(ofTables) as Record<string, { runs: string[] }>),
  ]
}

const taskOf = (id: string): string => id.slice(0, id.indexOf('/'))
