import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const PREFIX = 'bocas-tests-'

/** One temporary folder for everything that the tests of a call make: a spec that fails half-way, or a process that a test kills, tidies nothing. */
export default function makeTemporaryFolder(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), PREFIX))
}

/** Removes it with all in it, unless somebody wants to look at the workspaces of the end-to-end tests. */
export function removeTemporaryFolder(): void {
  const folder = process.env.TMPDIR ?? ''
  // Never the machine's own.
  if (!basename(folder).startsWith(PREFIX) || process.env.BOCAS_E2E_KEEP) return
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
