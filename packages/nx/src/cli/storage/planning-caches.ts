import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkspacePaths } from 'bocas/internal'
import { runsAtWork } from '../../states/at-work'
import type { TaskPlan } from '../../plan/task-plan'

/** Milliseconds: what was made today may be of a command that is still planning. */
const DAY = 24 * 60 * 60 * 1000

/** A bundle or an evaluated sweep of code that is not the current one; made anew should it be asked for. */
export interface OldCache {
  readonly file: string
  readonly bytes: number
}

/** What planning left behind of earlier code. Nothing while runs are being executed: those yet to begin need the code of when nx was called. */
export function oldCaches(paths: WorkspacePaths, plans: readonly TaskPlan[], now: number): OldCache[] {
  if (runsAtWork(paths).some(({ alive }) => alive)) return []
  const used = new Set(plans.flatMap(({ run, figures }) => [run.script, figures?.script]))
  // Jobs that an engine has execute their copies of code, for as long as they wait.
  const jobs = existsSync(paths.jobs) && readdirSync(paths.jobs).length > 0 ? [] : [paths.jobCode]
  return [paths.bundles, paths.sweeps, ...jobs].flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder).sort() : []).flatMap((name) => {
      const file = join(folder, name)
      const { size, mtimeMs } = statSync(file)
      return used.has(file) || now - mtimeMs < DAY ? [] : [{ file, bytes: size }]
    }),
  )
}

export function removeCaches(caches: readonly OldCache[]): void {
  for (const { file } of caches) rmSync(file, { force: true, recursive: true })
}
