import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { randomUUID } from 'node:crypto'
import { canonicalJson, sha256, workspacePaths, type Problem, type SweepPlan } from 'bocas/keys'
import { npmClosure } from './npm-closure'
import { readCode } from './read-code'
import { runApart } from './run-apart'
import { readSealed, writeSealed } from './sealed-json'
import { workerScript } from './worker-script'
import { userFrame } from '../worker/user-frame'

export interface EvaluatedSweep {
  readonly plan: SweepPlan
  /** Workspace-relative files that the sweep is written in. */
  readonly files: readonly string[]
}

/** Milliseconds that a sweep may take; it is data, so seconds mean that something is wrong. */
const TIME_LIMIT = 10_000
/** Milliseconds after which a sweep that gave no answer is tried again: the machine may have been busy, or short of memory. */
const TRY_AGAIN_AFTER = 60_000

/**
 * Evaluates `sweep.ts` in a process of its own, with a time limit, a bare environment and its output kept away from Nx's; once per
 * content of its code. What is wrong with it comes back as problems.
 */
export async function evaluateSweep(root: string, file: string): Promise<EvaluatedSweep> {
  const paths = workspacePaths(root)
  const outcome = await readCode(root, file)
  if ('problems' in outcome) {
    const problems = outcome.problems.map(({ message, at, hint }) => ({
      message: at ? `${message} (${at})` : message,
      hint,
    }))
    return { plan: failed(problems), files: [workspaceRelative(root, file)] }
  }
  const { script, files, packages } = outcome.code
  const worker = await workerScript(root, 'sweep-worker')
  const digest = sha256(
    canonicalJson({
      script: basename(script),
      worker: basename(worker),
      packages: npmClosure(root, packages).packages,
    }),
  )
  const cached = join(paths.sweeps, `${digest}.json`)
  const plan = readPlan(cached) ?? (await evaluateNow(root, worker, script, cached))
  const inside = files.map((known) => workspaceRelative(root, known.file)).filter((path) => !path.startsWith('..'))
  return { plan, files: inside }
}

const workspaceRelative = (root: string, path: string): string => relative(root, path).split(sep).join('/')

function readPlan(cached: string): SweepPlan | undefined {
  const known = readSealed<{ plan: SweepPlan; doubtedSince?: number }>(cached)
  if (known?.doubtedSince === undefined) return known?.plan
  // A clock that was set back must not keep a doubtful answer for as long as it was set back.
  const age = Date.now() - known.doubtedSince
  return age >= 0 && age < TRY_AGAIN_AFTER ? known.plan : undefined
}

async function evaluateNow(root: string, worker: string, script: string, cached: string): Promise<SweepPlan> {
  mkdirSync(workspacePaths(root).sweeps, { recursive: true })
  const answer = `${cached}.${randomUUID()}`
  try {
    const { output, ended } = await runApart(root, [worker, script, answer], TIME_LIMIT)
    const read = readAnswer(root, answer, ended, output)
    writeSealed(cached, { plan: read.plan, ...(read.certain ? {} : { doubtedSince: Date.now() }) })
    return read.plan
  } finally {
    rmSync(answer, { force: true })
  }
}

interface Answer {
  readonly plan: SweepPlan
  /** Whether the same code always comes to this: not when it ran out of time or memory. */
  readonly certain: boolean
}

function readAnswer(root: string, answer: string, ended: string, output: string): Answer {
  const printed = output.trim() ? `it printed: ${output.trim().split('\n').slice(-5).join('\n')}` : undefined
  if (ended === 'out of time') {
    const hint =
      'a sweep is data: look for an endless loop. If the machine was busy, call nx again (npx nx reset first)'
    return uncertain({ message: `the sweep did not finish within ${TIME_LIMIT / 1000} s`, hint })
  }
  if (!existsSync(answer)) {
    return uncertain({ message: `the sweep ended its process (${ended}) instead of exporting a sweep`, hint: printed })
  }
  const { plan, thrown } = JSON.parse(readFileSync(answer, 'utf8')) as {
    plan?: SweepPlan
    thrown?: { message: string; stack?: string }
  }
  if (plan) return { plan, certain: true }
  const at = userFrame(Object.assign(new Error(), thrown), root)
  return {
    plan: failed([
      { message: thrown?.message || 'it threw an error without a message', hint: at ? `thrown at ${at}` : printed },
    ]),
    certain: true,
  }
}

const uncertain = (problem: Problem): Answer => ({ plan: failed([problem]), certain: false })

const failed = (problems: readonly Problem[]): SweepPlan => ({
  problems,
  runs: [],
  sweeps: {},
  data: [],
  env: [],
  limits: {},
})
