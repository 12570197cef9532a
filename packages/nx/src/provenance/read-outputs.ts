import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  append,
  criteriaOnce,
  isProblemsError,
  type Problem,
  type ProblemsError,
  problemsIn,
  judgeClaims,
  loadFacts,
  nameInText,
  CHECKLIST,
  PAPER_TASK,
  readProvenance,
  type Claim,
  type Criterion,
  type Fact,
  type FactsFile,
  type OutputKind,
  type ShownCell,
  type RunProvenance,
  type Term,
  type Verdict,
  type WorkspacePaths,
} from 'bocas/internal/made'

/** Something that a paper can show, and the runs that made it. */
export interface PaperOutput {
  readonly kind: OutputKind
  /** As the text names it: `mnist.adam.accuracy`, `mnist/curves`. */
  readonly name: string
  /** Whose figures.ts made it; `paper` for that of a paper. */
  readonly task: string
  /** Of what a paper draws itself, where there are several: which. */
  readonly paper?: string
  /** Of a fact: what it says. */
  readonly fact?: Fact
  /** Of a claim: what it is about, and whether it holds. */
  readonly claim?: Claim
  readonly verdict?: Verdict
  /** As `task/name`. */
  readonly runs: readonly string[]
  /** The same runs with their keys, where the figures say them. Another figure may have been drawn from an earlier result of the same name. */
  readonly of: ReadonlyMap<string, NamedRun>
  /** The metric that was read, and the number that each run gave, in the order of the runs. */
  readonly metric?: string
  readonly values?: readonly number[]
  /** How it was computed, of which numbers, and what was tested; see the provenance. */
  readonly formula?: string
  readonly terms?: readonly Term[]
  readonly test?: string
  /** What a reader has to know of how the runs were chosen, and of what is left out. */
  readonly said?: readonly string[] | undefined
  /** Of a table, and of a figure its marks. */
  readonly cells?: readonly ShownCell[]
}

/** A run that made something. */
export interface NamedRun extends RunProvenance {
  /** `task/name`. */
  readonly id: string
}

/** All that was made, and from what. */
export interface PaperOutputs {
  readonly outputs: readonly PaperOutput[]
  /** By `task/name`; of results of one name that of the last task. */
  readonly runs: ReadonlyMap<string, NamedRun>
  /** By what settings were chosen that are shown, each once. */
  readonly chosen: readonly Criterion[]
  /** What could not be read, a line each. */
  readonly problems: readonly Problem[]
  /** Whether some of it was written by another version, in another form. */
  readonly isOutdated: boolean
}

/** Reads what the figures of all tasks have made, or of those that are named. */
export async function readOutputs(paths: WorkspacePaths, tasks?: readonly string[]): Promise<PaperOutputs> {
  const outputs: PaperOutput[] = []
  const runs = new Map<string, NamedRun>()
  const problems: ProblemsError[] = []
  const chosen: Criterion[] = []
  for (const task of [...(tasks ?? tasksWithOutputs(paths)), CHECKLIST]) {
    const facts = await attempt(paths.facts(task), factsOf, problems)
    const provenance = await attempt(paths.provenance(task), (file) => readProvenance(file), problems)
    append(chosen, provenance?.chosen ?? [])
    const of = new Map(
      Object.entries(provenance?.runs ?? {}).map(([id, run]): [string, NamedRun] => [id, { id, ...run }]),
    )
    // A checklist also counts runs that the paper does not show.
    if (task !== CHECKLIST) for (const [id, run] of of) runs.set(id, run)
    const name = (kind: OutputKind, own: string): string => nameInText(kind, task, own)
    for (const [own, fact] of Object.entries(facts?.facts ?? {})) {
      const shown = provenance?.facts[own] ?? { runs: fact.runs }
      outputs.push({ kind: 'fact', name: name('fact', own), task, of, fact, ...shown })
    }
    const claims = facts?.claims ?? {}
    for (const [own, verdict] of judgeClaims(claims)) {
      const claim = claims[own]!
      const shown = provenance?.claims?.[own] ?? { runs: claim.runs }
      outputs.push({ kind: 'claim', name: name('claim', own), task, of, claim, verdict, ...shown })
    }
    for (const [own, shown] of Object.entries(provenance?.figures ?? {}))
      outputs.push({ kind: 'figure', name: name('figure', own), task, of, ...shown })
    for (const [own, { cells, said }] of Object.entries(provenance?.tables ?? {})) {
      const all = [...new Set(cells.flatMap((cell) => cell.runs))]
      outputs.push({ kind: 'table', name: name('table', own), task, of, runs: all, cells, said })
    }
  }
  return {
    outputs,
    runs,
    chosen: criteriaOnce(chosen),
    problems: problems.flatMap(problemsIn),
    isOutdated: problems.some(({ name }) => name === 'FormatError'),
  }
}

/** What the figures have made for all papers: of tasks once, since each paper has the same, and of each paper its own. */
export async function readEveryOutput(papers: readonly WorkspacePaths[]): Promise<PaperOutputs> {
  if (papers.length === 1) return readOutputs(papers[0]!)
  const all = await Promise.all(
    papers.map(async (paths) => {
      const read = await readOutputs(paths)
      const outputs = read.outputs.map((output) =>
        output.task === PAPER_TASK || output.task === CHECKLIST ? { ...output, paper: paths.ofPaper.name } : output,
      )
      return { ...read, outputs }
    }),
  )
  const outputs = new Map<string, PaperOutput>()
  for (const output of all.flatMap((one) => one.outputs)) {
    const id = JSON.stringify([output.kind, output.name, output.paper])
    if (!outputs.has(id)) outputs.set(id, output)
  }
  return {
    outputs: [...outputs.values()],
    runs: new Map(all.flatMap(({ runs }) => [...runs])),
    chosen: criteriaOnce(all.flatMap(({ chosen }) => chosen)),
    problems: all.flatMap(({ problems }) => problems),
    isOutdated: all.some(({ isOutdated }) => isOutdated),
  }
}

/** Those of a file that was edited by hand as well: that it was is told by whoever shows them (see `changedSince`). */
const factsOf = async (file: string): Promise<FactsFile> => (await loadFacts(file)).facts

/** Tasks that have facts, or say from what their things were made. */
function tasksWithOutputs(paths: WorkspacePaths): string[] {
  const folders = [paths.facts(''), paths.provenance('')].map((file) => join(file, '..'))
  const files = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
  return [...new Set(files.filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json')))].sort()
}

async function attempt<T>(
  file: string,
  read: (file: string) => Promise<T>,
  problems: ProblemsError[],
): Promise<T | undefined> {
  if (!existsSync(file)) return undefined
  try {
    return await read(file)
  } catch (error) {
    if (!isProblemsError(error)) throw error
    problems.push(error)
    return undefined
  }
}
