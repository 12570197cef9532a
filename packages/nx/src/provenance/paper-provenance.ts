import { join } from 'node:path'
import {
  canonicalJson,
  type OutputKind,
  type RunProvenance,
  sha256,
  type ShownCell,
  sortedByName,
  type Term,
  withoutUndefined,
  type WorkspacePaths,
  writeWholeSync,
} from 'bocas/internal/made'
import { readJson } from '../shared/read-json'
import type { UpstreamRun } from '../shared/upstream'
import { executionOf, type RunExecution } from './execution'
import { readOutputs, type PaperOutput } from './read-outputs'
import { readQuotes } from './text-quotes'

/** An execution as it is recorded: what many runs share, by digest. */
type RecordedExecution = Omit<RunExecution, 'diff' | 'upstream'> & {
  readonly diff?: string
  readonly upstream?: string
}

interface RecordedOutput {
  /** What a fact says, or a claim and its numbers. */
  readonly text?: string
  /** Where the text names it. */
  readonly quoted: readonly string[]
  readonly runs: readonly string[]
  readonly metric?: string
  readonly values?: readonly (number | string)[]
  readonly formula?: string
  readonly terms?: readonly Term[]
  readonly test?: string
  readonly cells?: readonly ShownCell[]
}

/** The form of `paper/provenance.json`. */
export interface PaperProvenance {
  readonly format: 2
  readonly facts: Readonly<Record<string, RecordedOutput>>
  readonly figures: Readonly<Record<string, RecordedOutput>>
  readonly tables: Readonly<Record<string, RecordedOutput>>
  readonly claims?: Readonly<Record<string, RecordedOutput>>
  /** By `task/name`; `executed` is null when nobody knows how. */
  readonly runs: Readonly<Record<string, RunProvenance & { readonly executed: RecordedExecution | null }>>
  /** Diffs by their SHA-256. */
  readonly diffs: Readonly<Record<string, string>>
  /** Lists of the runs of other tasks whose results went into a run, by their SHA-256. */
  readonly upstream?: Readonly<Record<string, readonly UpstreamRun[]>>
}

const paperProvenanceFile = ({ paper }: WorkspacePaths): string => join(paper, 'provenance.json')

/** What the records of papers say of executions, by run key. */
export const recordedExecutions = (...papers: readonly WorkspacePaths[]): Map<string, RunExecution> =>
  new Map(papers.flatMap((paths) => [...recordedIn(paths)]))

function recordedIn(paths: WorkspacePaths): Map<string, RunExecution> {
  const record = readJson<Partial<PaperProvenance>>(paperProvenanceFile(paths))
  const known = new Map<string, RunExecution>()
  for (const { key, executed } of Object.values(record?.runs ?? {})) {
    if (!executed) continue
    const { diff, upstream, ...rest } = executed
    const text = diff === undefined ? undefined : record?.diffs?.[diff]
    const runs = upstream === undefined ? undefined : record?.upstream?.[upstream]
    known.set(key, { ...rest, ...(text === undefined ? {} : { diff: text }), ...(runs ? { upstream: runs } : {}) })
  }
  return known
}

/**
 * Writes `paper/provenance.json`: what the paper shows, where its text names it, which runs made it, and how those were executed. It says
 * machines and times, so nothing hashes it and it is no output of a target. What the store of this clone does not know of an execution
 * stays as the file has it: whoever commits the file passes it on.
 *
 * @returns whether the file changed.
 */
export async function writePaperProvenance(paths: WorkspacePaths, tasks: readonly string[]): Promise<boolean> {
  const { outputs, runs } = await readOutputs(paths, tasks)
  const quotes = readQuotes(paths)
  const recorded = recordedExecutions(paths)
  const diffs = new Map<string, string>()
  const lists = new Map<string, readonly UpstreamRun[]>()
  const executed = (key: string): RecordedExecution | null => {
    const known = executionOf(paths, key, recorded.get(key))
    if ('unknown' in known) return null
    const { diff, upstream, ...rest } = known.execution
    const shared = {
      ...(diff === undefined ? {} : { diff: sha256(diff) }),
      ...(upstream ? { upstream: sha256(canonicalJson(upstream)) } : {}),
    }
    if (diff !== undefined) diffs.set(shared.diff!, diff)
    if (upstream) lists.set(shared.upstream!, upstream)
    return { ...rest, ...shared }
  }
  const of = (kind: OutputKind): Record<string, RecordedOutput> =>
    sorted(
      outputs
        .filter((output) => output.kind === kind)
        .map((output) => [output.name, recordOf(output, quotes?.(output))]),
    )
  const claims = of('claim')
  const record: PaperProvenance = {
    format: 2,
    facts: of('fact'),
    figures: of('figure'),
    tables: of('table'),
    ...(Object.keys(claims).length > 0 ? { claims } : {}),
    runs: sorted(
      [...runs.values()].map(({ id, key, config, seed, accepted, imported }) => [
        id,
        {
          key,
          config,
          ...(seed && { seed }),
          ...(accepted && { accepted }),
          ...(imported && { imported }),
          executed: executed(key),
        },
      ]),
    ),
    diffs: sorted([...diffs]),
    ...(lists.size > 0 ? { upstream: sorted([...lists]) } : {}),
  }
  return writeIfChanged(paperProvenanceFile(paths), `${JSON.stringify(record, wordForNumber, 1)}\n`)
}

function recordOf(
  { fact, verdict, runs, metric, values, formula, terms, test, cells }: PaperOutput,
  quoted: readonly string[] = [],
): RecordedOutput {
  const text = fact?.text ?? verdict?.says
  if (cells) return { quoted, runs, cells }
  return withoutUndefined({ text, quoted, runs, metric, values, formula, test, terms })
}

/** JSON has no word for numbers that diverged. */
const wordForNumber = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
  sortedByName(Object.fromEntries(entries))

function writeIfChanged(file: string, text: string): boolean {
  if (JSON.stringify(readJson(file)) === JSON.stringify(JSON.parse(text))) return false
  writeWholeSync(file, text)
  return true
}
