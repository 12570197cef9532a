import { join } from 'node:path'
import { findResult, type WorkspacePaths } from 'bocas/internal'
import { executionOf, type RunExecution } from '../../provenance/execution'
import { GrowingFile, parseProgress } from '../../shared/progress-log'
import { time } from '../../shared/words'
import { asMetric } from '../data/columns'
import type { Metric, RunDetails } from '../data/page-data'
import { endOfLog } from './end-of-log'

/** A run whose details are asked for. */
export interface DetailedRun {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly state: string
  /** Of a run at work: where its log and its progress grow. */
  readonly atWork?: { readonly log: string; readonly progress: string }
}

/** Curves, log and execution of a run; what is not there is left out. */
export function runDetails(paths: WorkspacePaths, run: DetailedRun, recorded?: RunExecution): RunDetails {
  const { task, name, key, state, atWork } = run
  const entry = paths.entry(key)
  const failed = join(paths.failed(task, name), 'run.log')
  const log = endOfLog(atWork?.log ?? (state === 'failed' ? failed : join(entry, 'run.log')))
  const how = state === 'kept' ? executionOf(paths, key, recorded) : undefined
  const curves = state === 'kept' ? seriesOf(paths, run) : atWork ? reportedSoFar(atWork.progress) : {}
  return {
    key,
    curves,
    ...(log === undefined ? {} : { log }),
    ...(how === undefined
      ? {}
      : { execution: 'unknown' in how ? [['execution', how.unknown]] : executed(how.execution) }),
  }
}

/** What is wrong with a copy that is not whole is said of the run; the other copy may be. */
function seriesOf(paths: WorkspacePaths, { task, name, key }: DetailedRun): Record<string, readonly Metric[]> {
  const { artifacts = {} } = findResult([paths.entry(key), paths.artifacts(task, name)], key)?.result ?? {}
  return Object.fromEntries(
    Object.entries(artifacts).flatMap(([artifact, { kind, data }]) =>
      kind === 'series' && data !== null && typeof data === 'object'
        ? Object.entries(data as Record<string, Metric[]>).map(([column, numbers]) => [
            `${artifact}.${column}`,
            numbers,
          ])
        : [],
    ),
  )
}

/** What a run at work has reported so far, a row for each report, with the step of which it was. */
export function reportedSoFar(file: string): Record<string, readonly Metric[]> {
  const rows = new GrowingFile(file).lines().flatMap((line): Record<string, number>[] => {
    const { step, metrics = {} } = parseProgress(line) ?? {}
    return step === undefined || Object.keys(metrics).length === 0 ? [] : [{ step, ...metrics }]
  })
  const names = [...new Set(rows.flatMap(Object.keys))]
  // What a report leaves out is a gap there, and moves nothing.
  return Object.fromEntries(names.map((name) => [`progress.${name}`, rows.map((row) => asMetric(row[name] ?? NaN))]))
}

function executed({
  started,
  seconds,
  machine,
  node,
  git,
  upstream,
  accepted,
  diff,
}: RunExecution): [string, string][] {
  const changed = [...(git?.changed ?? []), ...(git?.untracked ?? [])]
  return [
    ...(started === undefined ? [] : [['started', started] as [string, string]]),
    ...(seconds === undefined ? [] : [['took', time(seconds)] as [string, string]]),
    ...(machine === undefined
      ? []
      : [['machine', [machine.host, machine.platform, machine.cpu].filter(Boolean).join(', ')] as [string, string]]),
    ...(node === undefined ? [] : [['node', node] as [string, string]]),
    ...(git
      ? [
          ['commit', git.commit + (changed.length > 0 ? `, with changes in ${changed.join(', ')}` : '')] as [
            string,
            string,
          ],
        ]
      : []),
    ...(diff === undefined ? [] : [['difference from the commit', diff] as [string, string]]),
    ...(upstream ?? []).map(({ task, run }): [string, string] => ['took the result of', `${task}/${run}`]),
    ...(accepted ?? []).map(({ because }): [string, string] => ['carried over', because]),
  ]
}
