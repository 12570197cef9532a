import { nameInText, type ProvenanceFile, someOf } from 'bocas/internal/made'
import { baseName, type Use } from '../inventory/uses'

/** Something of a task that a text uses, and what is written down of it. */
export interface UsedOutput {
  /** `fact mnist.cnn.accuracy`, as the text names it. */
  readonly called: string
  /** The runs behind it. */
  readonly runs: readonly string[]
  /** What a reader has to know of how they were chosen. */
  readonly said: readonly string[]
}

/** What of all that a task has made a text uses. */
export function usedOutputs(uses: readonly Use[], file: ProvenanceFile): UsedOutput[] {
  const used = new Set(uses.map(({ kind, name }) => `${kind} ${baseName(kind, name)}`))
  return outputsIn(file).filter(({ called }) => used.has(called))
}

function outputsIn({ task, facts, claims = {}, figures, tables }: ProvenanceFile): UsedOutput[] {
  interface Made {
    readonly runs: readonly string[]
    readonly said?: readonly string[] | undefined
  }
  const named = (kind: Use['kind'], outputs: Readonly<Record<string, Made>>): UsedOutput[] =>
    Object.entries(outputs).map(([name, { runs, said = [] }]) => ({
      called: `${kind} ${nameInText(kind, task, name)}`,
      runs,
      said,
    }))
  const ofTables = Object.entries(tables).map(([name, { cells, said }]): [string, Made] => [
    name,
    { runs: cells.flatMap((cell) => cell.runs), said },
  ])
  return [
    ...named('fact', facts),
    ...named('claim', claims),
    ...named('figure', figures),
    ...named('table', Object.fromEntries(ofTables)),
  ]
}

/** As many outputs are named; of more, their number is. */
const MOST_NAMED = 3

/** `behind fact a, table b and 2 more`. */
export const behindOutputs = (outputs: readonly string[]): string => `behind ${someOf(outputs, MOST_NAMED)}`
