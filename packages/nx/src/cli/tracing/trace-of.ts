import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import {
  type ImportMark,
  type OutputKind,
  partsOfRunId,
  PROGRAM_NAMES,
  type ShownCell,
  type Term,
  type Verdict,
  withoutUndefined,
  type WorkspacePaths,
} from 'bocas/internal'
import { executionOf, type RunExecution } from '../../provenance/execution'
import type { NamedRun, PaperOutput } from '../../provenance/read-outputs'
import { recordedExecutions } from '../../provenance/paper-provenance'
import { summarizeConfigs, type ConfigSummary } from '../../provenance/summarize-configs'
import type { QuotesOf } from '../../provenance/text-quotes'
import { readJson } from '../../shared/read-json'

/** A run behind a number. */
export interface TracedRun {
  /** `task/name`. */
  readonly run: string
  /** Null when the figures were drawn before keys were kept with them. */
  readonly key: string | null
  readonly config: unknown
  readonly seed?: { readonly path: string; readonly value: number }
  /** Of a result that another program has recorded: which, what was read, and what that program calls the run. */
  readonly imported?: ImportMark
  /** The number that it gave; of a cell or a fact that states one metric. */
  readonly value?: number
  readonly execution: RunExecution | null
  /** Why nothing is known of its execution. */
  readonly unknown?: string
  /** The name under which the result was made, when that is another one. */
  readonly madeAs?: string
  /** Its view is of another result under this name by now. */
  readonly replaced: boolean
}

/** Where something shown comes from. */
export interface Trace {
  readonly kind: OutputKind
  readonly name: string
  /** Of what a paper draws itself, where there are several: which. */
  readonly paper?: string
  /** What a fact, or the one cell that was asked for, says. */
  readonly text?: string
  /** Of a claim: whether it holds, and where it is made. */
  readonly verdict?: Verdict & { readonly at: string }
  readonly mean?: number | undefined
  readonly error?: { readonly what: 'sd' | 'se'; readonly value: number | null }
  readonly n?: number
  readonly metric?: string
  /** How the number was computed, from which numbers of which runs, and what was tested. */
  readonly formula?: string
  readonly terms?: readonly Term[]
  readonly test?: string
  /** What a reader has to know of how the runs were chosen, and of what is left out. */
  readonly said?: readonly string[]
  /** Where the text names it; null when nobody can read the text here. */
  readonly quoted: readonly string[] | null
  readonly cells?: readonly ShownCell[]
  readonly runs: readonly TracedRun[]
  readonly configs: ConfigSummary
}

/** Traces what was made back to its runs: reads files of the paper and of the store, and runs nothing. */
export function tracer(
  papers: readonly WorkspacePaths[],
  runs: ReadonlyMap<string, NamedRun>,
  quotes: QuotesOf | undefined,
): (output: PaperOutput) => Trace {
  const paths = papers[0]!
  const recorded = recordedExecutions(...papers)
  const traceRun = ({ of }: PaperOutput, id: string, value: number | undefined): TracedRun => {
    const known = of.get(id) ?? runs.get(id)
    const now = shownKey(paths, id)
    // Without a word of what it was made from, the result that is there is the best guess.
    const key = known?.key ?? now ?? null
    const how = known?.imported
      ? { unknown: importedWords(known.imported) }
      : key === null
        ? { unknown: noKey(paths) }
        : executionOf(paths, key, recorded.get(key))
    return {
      run: id,
      key,
      config: known?.config ?? null,
      ...(known?.seed && { seed: known.seed }),
      ...(known?.imported && { imported: known.imported }),
      ...(value === undefined ? {} : { value }),
      execution: 'execution' in how ? how.execution : null,
      ...('unknown' in how ? { unknown: how.unknown } : {}),
      ...(key === null ? {} : madeAs(paths, key, id)),
      replaced: known !== undefined && now !== undefined && now !== known.key,
    }
  }
  /** Where a claim is made. */
  const placeOf = ({ task, paper }: PaperOutput, at = 'figures.ts'): string => {
    const { figuresCode } = papers.find(({ ofPaper }) => ofPaper.name === paper) ?? paths
    return posix.join(figuresCode(task), '..', at)
  }
  return (output) => {
    const { kind, name, fact, cells, claim, verdict } = output
    const only = cells?.length === 1 ? cells[0] : undefined
    const { metric, values, formula, terms, test } = only ?? output
    const ids = only?.runs ?? output.runs
    return {
      kind,
      name,
      ...(output.paper === undefined ? {} : { paper: output.paper }),
      ...(only || fact ? { text: only?.text ?? fact!.text } : {}),
      ...(fact ? numbersOf(fact) : only?.mean === undefined ? {} : meanOf(only)),
      ...(verdict ? { verdict: { ...verdict, at: placeOf(output, claim?.at) } } : {}),
      ...withoutUndefined({ metric, formula, terms, test, said: output.said }),
      quoted: quotes?.(output) ?? null,
      ...(cells ? { cells } : {}),
      runs: ids.map((id, index) => traceRun(output, id, values?.[index])),
      configs: summarizeConfigs(ids.flatMap((id) => output.of.get(id) ?? runs.get(id) ?? [])),
    }
  }
}

/** A result is found by its key, so its task and its run may have been renamed since. */
function madeAs(paths: WorkspacePaths, key: string, id: string): { madeAs?: string } {
  const made = readJson<{ task: string; name: string }>(join(paths.entry(key), 'ingredients.json'))
  const name = made && `${made.task}/${made.name}`
  return name === undefined || name === id ? {} : { madeAs: name }
}

const importedWords = ({ from, source }: ImportMark): string =>
  `imported from ${PROGRAM_NAMES[from]} (${source}), not executed in this workspace`

const noKey = ({ artifactsDir }: WorkspacePaths): string =>
  `the figures say no key of it, and ${artifactsDir} has no result of that name`

const meanOf = ({ mean, sd = null, values = [] }: ShownCell): Pick<Trace, 'mean' | 'error' | 'n'> => ({
  mean,
  error: { what: 'sd', value: sd },
  n: values.length,
})

function numbersOf(fact: NonNullable<PaperOutput['fact']>): Pick<Trace, 'mean' | 'error' | 'n'> {
  if (!('mean' in fact)) return {}
  const { mean, n, sd, se } = fact as { mean: number; n: number; sd?: number | null; se?: number | null }
  const error = sd !== undefined ? { what: 'sd' as const, value: sd } : { what: 'se' as const, value: se ?? null }
  return { mean, error, n }
}

function shownKey(paths: WorkspacePaths, id: string): string | undefined {
  const { task, name } = partsOfRunId(id)
  const file = join(paths.artifacts(task, name), 'result.json')
  return existsSync(file) ? readJson<{ key: string }>(file)?.key : undefined
}
