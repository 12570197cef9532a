import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKLIST, partsOfRunId, readLayout, suggest, workspacePaths, type WorkspacePaths } from 'bocas/internal/light'
import type { Criterion } from 'bocas/internal/made'
import { importedFile } from '../../imports/imported-files'
import { executionOf, type RunExecution } from '../../provenance/execution'
import { recordedExecutions } from '../../provenance/paper-provenance'
import { readEveryOutput, type NamedRun, type PaperOutput } from '../../provenance/read-outputs'
import { readJson } from '../../shared/read-json'
import { readStore, type KeyContent } from '../../shared/stored-run'
import { CommandError } from '../command'

/** A run behind a paper. */
export interface RunBehind extends NamedRun {
  readonly task: string
  /** Relative to the workspace, with `/` between folders. */
  readonly program: string
  readonly result: string
  /** Null where nobody knows. */
  readonly execution: RunExecution | null
}

/** Data that runs read, and under which licence they are. */
export interface DataUsed {
  /** As it is declared. */
  readonly name: string
  /** As its package says; null where nobody has recorded it. */
  readonly licence: string | null
}

/** All that is known of how the numbers of a paper came about. */
export interface Evidence {
  readonly paper: string
  /** The package.json of the workspace. */
  readonly manifest: Manifest
  readonly runs: readonly RunBehind[]
  readonly outputs: readonly PaperOutput[]
  /** By what settings were chosen that are shown. */
  readonly chosen: readonly Criterion[]
  readonly data: readonly DataUsed[]
  /** Results of the store that are behind nothing in the paper. */
  readonly discarded: readonly (Pick<KeyContent, 'key' | 'task' | 'name' | 'config'> & {
    readonly seconds?: number | undefined
  })[]
  /** Runs that failed and have not succeeded since. */
  readonly failed: number
}

export interface Manifest {
  readonly name?: string
  readonly description?: string
  readonly version?: string
  readonly license?: string
  readonly author?: unknown
  readonly contributors?: readonly unknown[]
  readonly repository?: string | { readonly url?: string }
}

/** The paper that is meant. @throws CommandError when there is no such paper, or several and none named. */
export function paperAt(root: string, named: string | undefined): WorkspacePaths {
  const names = readLayout(root).papers.map(({ name }) => name)
  if (named === undefined && names.length === 1) return workspacePaths(root, names[0])
  if (named !== undefined && names.includes(named)) return workspacePaths(root, named)
  throw new CommandError([
    named === undefined
      ? { message: 'there are several papers; say which', hint: names.join(', ') }
      : { message: `there is no paper '${named}'`, hint: suggest(named, names) },
  ])
}

/** @throws CommandError when there is no such paper, several and none named, or nothing was drawn yet. */
export async function readEvidence(root: string, named: string | undefined): Promise<Evidence> {
  const paths = paperAt(root, named)
  const { outputs: all, runs, chosen, problems } = await readEveryOutput([paths])
  const outputs = all.filter(({ task }) => task !== CHECKLIST)
  if (problems.length > 0) throw new CommandError(problems, 1)
  if (runs.size === 0)
    throw new CommandError([
      { message: 'nothing was drawn yet, so nothing is known of any run', hint: 'nx run paper:build' },
    ])
  const recorded = recordedExecutions(paths)
  const stored = readStore(paths)
  const behind = [...runs.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const keys = new Set(behind.map(({ key }) => key))
  const declared = stored.runs
    .filter(({ key }) => keys.has(key))
    .flatMap(({ ingredients }) => Object.keys(ingredients?.data ?? {}))
  return {
    paper: paths.shown(paths.paper),
    manifest: readJson<Manifest>(join(root, 'package.json')) ?? {},
    outputs,
    chosen,
    runs: behind.map((run) => {
      if (run.imported) return importedRun(paths, run)
      const known = executionOf(paths, run.key, recorded.get(run.key))
      const [task, ...name] = run.id.split('/')
      const program = `${paths.shown(paths.task(task!))}/run.ts`
      const result = paths.shown(paths.artifacts(task!, name.join('/')))
      return { ...run, task: task!, program, result, execution: 'execution' in known ? known.execution : null }
    }),
    data: [...new Set(declared)].sort().map((name) => ({ name, licence: licenceOf(root, name) })),
    discarded: stored.runs.filter(({ key }) => !keys.has(key)),
    failed: failedIn(paths),
  }
}

/** Nothing of this workspace has made it: the file that holds it is all there is. */
function importedRun(paths: WorkspacePaths, run: NamedRun): RunBehind {
  const { task } = partsOfRunId(run.id)
  const result = paths.shown(importedFile(paths, task.slice(task.indexOf(':') + 1)))
  return { ...run, task, program: result, result, execution: null }
}

/** Of `npm:package/path`, what the installed package says. */
function licenceOf(root: string, name: string): string | null {
  const [, id] = /^npm:((?:@[^/]+\/)?[^/]+)/.exec(name) ?? []
  if (id === undefined) return null
  const manifest = readJson<{ license?: unknown }>(join(root, 'node_modules', id, 'package.json'))
  return typeof manifest?.license === 'string' ? manifest.license : null
}

function failedIn(paths: WorkspacePaths): number {
  const folder = join(paths.failed('x', 'x'), '..', '..')
  if (!existsSync(folder)) return 0
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.reduce((sum, { name }) => sum + readdirSync(join(folder, name)).length, 0)
}
