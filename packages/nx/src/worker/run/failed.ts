import { relative } from 'node:path'
import {
  asCodes,
  codesOf,
  diskProblem,
  isProblemsError,
  lostWords,
  REASON,
  withHints,
  workspacePaths,
  type HeldFolder,
  type ProgramReason,
} from 'bocas/internal'
import type { RunSpecification, WorkerMessage } from '../../protocol/run-specification'
import { scratchFolder } from '../../protocol/scratch'
import { changedFiles } from '../../shared/data-files'
import { missingImport } from '../../shared/missing-import'
import { secretHint } from '../../shared/secrets'
import { userFrame } from '../../shared/user-frame'
import type { WatchedRun } from './watch-run'

export type Failed = Extract<WorkerMessage, { type: 'failed' }>

/** What a run ends with that did what its key is blind to. @param read those of the lines that say what it has read. */
export const surprise = (lines: readonly string[], read: readonly string[] = []): Failed => ({
  type: 'failed',
  reason: 'surprise',
  message: lines.join('\n'),
  ...(read.length > 0 && { codes: ['undeclared-read'] }),
})

/** What a run ends with whose folders were removed or moved; undefined while they are there. */
export function lostFolder(...folders: (HeldFolder | undefined)[]): Failed | undefined {
  const [gone] = folders.flatMap((folder) => folder?.lost() ?? [])
  return gone && { type: 'failed', reason: 'surprise', message: lostWords(gone) }
}

export const failure = (error: unknown, { root, work }: RunSpecification, watched?: WatchedRun): Failed => {
  watched?.end()
  const text = error instanceof Error ? error.message || error.name : String(error)
  const fault = diskProblem(error, placesOf(root))
  const blind = watched?.lines() ?? []
  const asked = [watched?.hint(error, scratchFolder(work)), secretHint(text), missingImport(text, 'run')]
  const hints = asked.filter((hint) => hint !== undefined)
  const message = fault === undefined ? text : `${text}: ${fault.message}`
  const more = [...hints, ...blind]
  return {
    type: 'failed',
    message: [...(blind.some((line) => line.startsWith(message)) ? [] : [message]), ...more].join('\n'),
    ...(isProblemsError(error) && {
      problems: withHints(error.problems, fault === undefined ? more : [fault.message, ...more]),
    }),
    ...asCodes([...codesOf(error), ...(blind.length > 0 ? ['undeclared-read' as const] : []), fault?.code]),
    at: userFrame(error, root) ?? userFrame((error as Error | null)?.cause, root),
    reason: programReason(error) as Exclude<ProgramReason, 'interrupted'> | undefined,
  }
}

/** Why a program ended, which is told by what `command` threw. */
export const programReason = (error: unknown): ProgramReason | undefined =>
  (error as { readonly [REASON]?: ProgramReason } | null | undefined)?.[REASON]

/** Code is run as it was planned; data is read from where it lies, and a person may save it meanwhile. */
export const changedData = ({ dataFiles, root }: RunSpecification): string[] =>
  changedFiles(dataFiles).map(
    (file) => `${relative(root, file)} changed while the run was at work, so its result fits no key: call nx again`,
  )

export const placesOf = (root: string): string[] => [workspacePaths(root).work, workspacePaths(root).store]

export const UNSETTLED =
  'run waits for something that never comes: nothing is left that could wake it, no timer, file, connection or process; is there an `await` of a promise that nobody settles, or a callback that is not called?'
