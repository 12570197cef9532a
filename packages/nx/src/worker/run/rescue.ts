import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { LEFT, rescueOutput } from 'bocas/internal'
import type { RunSpecification, WorkerMessage } from '../../protocol/run-specification'
import { rescuedFolder, scratchFolder } from '../../protocol/scratch'

type Failed = Extract<WorkerMessage, { type: 'failed' }>

/** What a run came to before it failed: what it returned, or the folder in which its program left its result. */
export type Remains = { readonly output: unknown } | { readonly folder: string }

/** Keeps what a failed run came to, where its host finds it. Whatever becomes of that, the run has failed for the reason that is known. */
export async function rescue(failed: Failed, { work }: RunSpecification, remains?: Remains): Promise<Failed> {
  // It is whole, and only could not be put where it belongs.
  if (existsSync(join(work, 'entry', 'result.json'))) return failed
  try {
    if (remains && 'folder' in remains) renameSync(remains.folder, rescuedFolder(work))
    else if (remains) await rescueOutput(remains.output, rescuedFolder(work), failed.message, scratchFolder(work))
  } catch (error) {
    console.error(error)
  }
  return failed
}

/** The folder that a program has left, which is told by the error that `command` threw. */
export function leftBy(error: unknown): Remains | undefined {
  const folder = (error as { readonly [LEFT]?: string } | null | undefined)?.[LEFT]
  return folder === undefined ? undefined : { folder: join(folder) }
}
