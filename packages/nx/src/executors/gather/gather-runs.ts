import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plural, workspacePaths } from 'bocas/internal/light'
import { awaitedWords } from '../../plan/sweep/awaited-words'
import { planTask } from '../../plan/plan-task'
import { sweepFile } from '../../plan/task-names'

/** What is said of all runs of a task together. */
export interface Gathered {
  readonly success: boolean
  readonly lines: readonly string[]
}

/** Comes after all runs of a task; by then they are done, or Nx does not come here. */
export async function gatherRuns(
  root: string,
  { task, runs }: { readonly task: string; readonly runs: readonly string[] },
): Promise<Gathered> {
  const wrong = await otherRuns(root, task, runs)
  if (wrong !== undefined) return { success: false, lines: [wrong] }
  const { artifactsDir, figuresCode } = workspacePaths(root)
  const lines = [`${task}: ${plural(runs.length, 'run')} done, in ${artifactsDir}/${task}`]
  if (existsSync(join(root, figuresCode(task)))) lines.push(`  → nx run ${task}:figures    draws them`)
  return { success: true, lines }
}

/** The graph may have been made before an edit, or by a daemon that was started with other values of the variables which the sweep declares. */
async function otherRuns(root: string, task: string, runs: readonly string[]): Promise<string | undefined> {
  const plan = await planTask(root, sweepFile(root, task))
  if (plan.runs === null)
    return `${task}: nx planned ${runs.length} runs, and results that they follow from are gone since: ${awaitedWords(plan)}\n  → call nx again`
  const now = plan.runs.map(({ name }) => name)
  const missing = now.filter((name) => !runs.includes(name))
  const gone = runs.filter((name) => !now.includes(name))
  if (missing.length === 0 && gone.length === 0) return undefined
  const first = missing[0] ?? gone[0]!
  return (
    `${task}: nx planned ${runs.length} runs, and its sweep has ${now.length} now (${first} is ${missing.length > 0 ? 'new' : 'gone'})\n` +
    '  → call nx again; if it says so once more, its daemon has other values of the variables that the sweep declares: npx nx reset'
  )
}
