import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** This repository: where `node_modules` and the packages under test come from. */
export const REPOSITORY = resolve(__dirname, '..', '..', '..')

/** Everything of one rig lies in one folder outside the repository; only `workspace` is the workspace. */
export interface Places {
  readonly base: string
  readonly workspace: string
  /** Nx would share its cache with every clone of this user's: tests have their own. */
  readonly nxCache: string
  /** Where runs write that they were executed: outside the workspace, so that nothing hashes or restores it. */
  readonly countFile: string
  /** While this file exists, runs that ask for it wait. */
  readonly gate: string
}

export function makePlaces(): Places {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-e2e-'))
  return placesIn(base, 'workspace')
}

/** Places for another workspace of the same rig, with an Nx cache and a count file of its own. */
export function placesIn(base: string, workspace: string): Places {
  const own = workspace.replaceAll('/', '-')
  return {
    base,
    workspace: join(base, workspace),
    nxCache: join(base, `${own}.nx-cache`),
    countFile: join(base, `${own}.executions`),
    gate: join(base, `${own}.gate`),
  }
}
