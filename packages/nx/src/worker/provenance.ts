import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, hostname, totalmem } from 'node:os'
import { join } from 'node:path'
import type { RunSpecification } from '../host/run-specification'

/** Writes when, where and by what an entry was made. It differs from call to call, so nothing hashes it. */
export function writeProvenance(entry: string, spec: RunSpecification, started: Date, seconds: number): void {
  const ended = new Date()
  const provenance = {
    task: spec.task,
    run: spec.name,
    started: started.toISOString(),
    ended: ended.toISOString(),
    // Not the difference of the two: the clock may have been set meanwhile.
    seconds,
    machine: {
      host: hostname(),
      platform: `${process.platform}-${process.arch}`,
      cpu: cpus()[0]?.model,
      cpus: cpus().length,
      memory: totalmem(),
    },
    node: process.version,
    // Those that failed before this one.
    attempts: spec.attempts ?? [],
    peakMemory: process.resourceUsage().maxRSS * 1024,
    resources: spec.slots?.ids ?? {},
    git: gitState(spec.root),
  }
  writeFileSync(join(entry, 'provenance.json'), JSON.stringify(provenance, null, 2) + '\n')
}

/** The commit comes from the host, once per call, not from a git process per run. */
function gitState(root: string): { commit: string; dirty: boolean } | null {
  const known = process.env.BOCAS_GIT
  if (known !== undefined) return known === '' ? null : (JSON.parse(known) as { commit: string; dirty: boolean })
  return readGitState(root)
}

/** The commit that is checked out and whether tracked files differ from it; null outside of git. */
export function readGitState(root: string): { commit: string; dirty: boolean } | null {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return { commit: git('rev-parse', 'HEAD'), dirty: git('status', '--porcelain', '--untracked-files=no') !== '' }
  } catch {
    return null
  }
}
