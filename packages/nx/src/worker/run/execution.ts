import { writeFileSync } from 'node:fs'
import { cpus, hostname, totalmem } from 'node:os'
import { join } from 'node:path'
import { DIFF_FILE, EXECUTION_FILE } from 'bocas/internal'
import type { CodeState, RunSpecification } from '../../protocol/run-specification'

/** Writes when, where and by what an entry was made. It differs from call to call, so nothing hashes it. */
export function writeExecution(entry: string, spec: RunSpecification, started: Date, seconds: number): void {
  const ended = new Date()
  const execution = {
    task: spec.task,
    run: spec.name,
    started: started.toISOString(),
    ended: ended.toISOString(),
    // Not the difference of the two: the clock may have been set meanwhile.
    seconds,
    machine: thisMachine(),
    node: process.version,
    // Of a program; code in JavaScript computes in one.
    ...(spec.program ? { threads: spec.threads ?? 1 } : {}),
    ...(spec.job ? { job: spec.job } : {}),
    ...(spec.upstream ? { upstream: spec.upstream } : {}),
    // Those that failed before this one.
    attempts: spec.attempts ?? [],
    peakMemory: process.resourceUsage().maxRSS * 1024,
    resources: spec.slots?.ids ?? {},
    git: spec.code ? withoutDiff(spec.code) : null,
  }
  if (spec.code && spec.code.diff !== '') writeFileSync(join(entry, DIFF_FILE), spec.code.diff)
  writeFileSync(join(entry, EXECUTION_FILE), JSON.stringify(execution, null, 2) + '\n')
}

let machine: object | undefined

/** What executes the run. Asked once: the system reads a file for each processor. */
export const thisMachine = (): object => (machine ??= lookAtMachine())

function lookAtMachine(): object {
  const processors = cpus()
  return {
    host: hostname(),
    platform: `${process.platform}-${process.arch}`,
    cpu: processors[0]?.model,
    cpus: processors.length,
    memory: totalmem(),
  }
}

const withoutDiff = ({ commit, dirty, changed, untracked, cut }: CodeState): Omit<CodeState, 'diff'> => ({
  commit,
  dirty,
  changed,
  untracked,
  cut,
})
