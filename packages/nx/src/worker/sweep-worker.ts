import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { isProblemsError, planSweeps, codeOf } from 'bocas/internal'
import { watchedEnv } from './sweep/declared-env'
import { awaiting, provideResults } from './sweep/given-results'
import { guard } from './sweep/guard'
import { Refusals } from './sweep/refusals'
import { refuseImported } from './sweep/seal-process'
import { whoAsksInSweep } from './sweep/who'
import { loadedModules } from './untracked-imports'
import type { SweepAnswer, SweepQuestion } from '../protocol/sweep-answer'

// Functions of before any was guarded.
const write = writeFileSync
const realpath = realpathSync

/**
 * Evaluates one sweep module in a process of its own: `node sweep-worker <bundle> <answer file>`, with {@link SweepQuestion} as JSON on its
 * standard input. The answer is written, not printed, because a sweep may print what it likes.
 */
async function main(bundle: string, answer: string): Promise<void> {
  const given = JSON.parse(readFileSync(0, 'utf8')) as SweepQuestion
  const asker = whoAsksInSweep(realpath(bundle), realpath(__filename), given.bocas)
  const code = readFileSync(bundle, 'utf8')
  const results = provideResults(given.results)
  const refusals = new Refusals()
  const before = new Set(loadedModules())
  const env = watchedEnv(given.env, refusals, asker)
  guard(refusals, asker)
  refuseImported(code, refusals)
  const came: Pick<SweepAnswer, 'plan' | 'thrown'> = await evaluate(bundle)
  // Whatever it made of not being given them: with them it comes to something else, and declares its variables.
  const evaluated = results.needs === undefined ? came : { plan: awaiting(results.needs) }
  if (results.needs === undefined) env.refuseBut(evaluated.plan?.env ?? [])
  const loaded = loadedModules().filter((file) => !before.has(file))
  const result: SweepAnswer = { ...evaluated, refused: refusals.all, env: env.names, loaded }
  write(answer, JSON.stringify(result))
}

async function evaluate(bundle: string): Promise<Pick<SweepAnswer, 'plan' | 'thrown'>> {
  try {
    const module = (await import(pathToFileURL(bundle).href)) as Record<string, unknown>
    return { plan: planSweeps({ ...module }) }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return {
      thrown: { code: codeOf(error), message, stack, ...(isProblemsError(error) && { problems: error.problems }) },
    }
  }
}

void main(process.argv[2]!, process.argv[3]!)
