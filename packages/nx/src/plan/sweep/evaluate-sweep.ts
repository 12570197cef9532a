import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { basename, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import {
  canonicalJson,
  namesWithin,
  posixRelative,
  type Problem,
  sha256,
  type SweepPlan,
  workspacePaths,
} from 'bocas/internal/light'
import { bocasFolder } from '../code/code-digests'
import type { GivenResults } from './evaluate-with-results'
import type { HiddenImport } from '../code/hidden-imports'
import { npmClosure } from '../packages/npm-closure'
import { readCode } from '../code/read-code'
import { runApart } from '../workers/run-apart'
import { failedSweep, planOfAnswer } from './sweep-answer'
import { recallSweep, rememberDoubt, rememberSweep } from './sweep-memory'
import { workerScript } from '../workers/worker-script'
import type { SweepAnswer, SweepQuestion } from '../../protocol/sweep-answer'

export interface EvaluatedSweep {
  readonly plan: SweepPlan
  /** Workspace-relative files that the sweep is written in. */
  readonly files: readonly string[]
}

/**
 * Seconds that a sweep may take; it is data, so seconds mean that something is wrong. Where more is at work than there are cores, an innocent one takes longer.
 *
 * @param load how many processes want to compute, on average.
 */
export const timeLimit = (load: number, cores: number): number => 10 * Math.min(6, Math.max(1, Math.ceil(load / cores)))

/**
 * Evaluates `sweep.ts` in a process of its own, with a time limit, its output kept away from Nx's, and no way to learn what differs from
 * call to call or from machine to machine but the variables that it declares; once per content of its code and values of those. What is
 * wrong with it comes back as problems.
 *
 * @param env where the variables are looked up.
 * @param results what `resultsOf` gives, by task: their digests are part of what the sweep came to.
 */
export async function evaluateSweep(
  root: string,
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  results: Readonly<Record<string, GivenResults>> = {},
): Promise<EvaluatedSweep> {
  const outcome = await readCode(root, file)
  if ('problems' in outcome) {
    const problems = outcome.problems.map(({ code, message, at, hint }) => ({
      ...(code && { code }),
      message: at ? `${message} (${at})` : message,
      hint,
    }))
    return { plan: failedSweep(problems), files: [posixRelative(root, file)] }
  }
  const { script, files, packages } = outcome.code
  const inside = namesWithin(
    root,
    files.map((known) => known.file),
  )
  const hidden = files.flatMap((one) =>
    one.hiddenImports.map((found) => hiddenProblem(posixRelative(root, one.file), found)),
  )
  if (hidden.length > 0) return { plan: failedSweep(hidden), files: inside }
  const worker = await workerScript(root, 'sweep-worker')
  const closure = npmClosure(root, packages).packages
  const digest = sha256(
    canonicalJson({ script: basename(script), worker: basename(worker), packages: closure, ...resultDigests(results) }),
  )
  const memory = join(workspacePaths(root).sweeps, `${digest}.json`)
  const names = new Set(closure.map(({ name }) => name))
  const plan =
    recallSweep(memory, env) ??
    (await evaluateNow({
      root,
      worker,
      script,
      memory,
      env,
      files: files.map(({ file: known }) => known),
      packages: names,
      results,
    }))
  return { plan, files: inside }
}

/** Nothing for a sweep that is made from no results. */
const resultDigests = (results: Readonly<Record<string, GivenResults>>) =>
  Object.keys(results).length === 0
    ? {}
    : { results: Object.fromEntries(Object.entries(results).map(([task, { digest }]) => [task, digest])) }

const hiddenProblem = (file: string, { kind, code }: HiddenImport): Problem =>
  kind === 'computed path'
    ? {
        code: 'computed-import',
        message: `the path of \`${code}\` is computed, so the sweep would not be evaluated again when what it loads changes`,
        path: file,
        hint: 'write the path out in an import',
      }
    : {
        message: `\`${code}\` starts a thread, and a sweep is data`,
        path: file,
        hint: 'write the values out, or import them from a JSON file',
      }

interface Evaluation {
  readonly root: string
  readonly worker: string
  readonly script: string
  readonly memory: string
  readonly env: NodeJS.ProcessEnv
  readonly files: readonly string[]
  readonly packages: ReadonlySet<string>
  readonly results: Readonly<Record<string, GivenResults>>
}

async function evaluateNow({
  root,
  worker,
  script,
  memory,
  env,
  files,
  packages,
  results,
}: Evaluation): Promise<SweepPlan> {
  mkdirSync(workspacePaths(root).sweeps, { recursive: true })
  const file = `${memory}.${randomUUID()}`
  try {
    const question: SweepQuestion = { env, bocas: bocasFolder(), results }
    const limit = timeLimit(loadavg()[0]!, availableParallelism())
    const { output, ended } = await runApart(root, [worker, script, file], limit * 1000, JSON.stringify(question))
    const printed = output.trim() ? `it printed: ${output.trim().split('\n').slice(-5).join('\n')}` : undefined
    if (ended === 'out of time' || !existsSync(file)) {
      // The same code may come to something else another time: it ran out of time or memory, or was killed.
      const doubted = failedSweep([noAnswer(ended, printed, limit)])
      rememberDoubt(memory, doubted)
      return doubted
    }
    const answer = JSON.parse(readFileSync(file, 'utf8')) as SweepAnswer
    const plan = planOfAnswer(root, answer, { files, packages }, printed)
    rememberSweep(memory, answer.env, plan)
    return plan
  } finally {
    rmSync(file, { force: true })
  }
}

function noAnswer(ended: string, printed: string | undefined, limit: number): Problem {
  if (ended !== 'out of time')
    return {
      code: 'sweep-ended',
      message: `the sweep ended its process (${ended}) instead of exporting a sweep`,
      hint: printed,
    }
  const hint = 'a sweep is data: look for an endless loop. If the machine was busy, call nx again (npx nx reset first)'
  return { code: 'sweep-ended', message: `the sweep did not finish within ${limit} s`, hint }
}
