import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { isResultError, openResult, plural, readRunsNow, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { isStoreOrEmpty, writeStore, type ExportedResult } from '../../mlflow/write-store'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { problemsOf, type KeyedRun } from '../../plan/task-plan'
import { executionOf } from '../../provenance/execution'
import { recordedExecutions } from '../../provenance/paper-provenance'
import { CommandError, EXIT, type Arguments, type Surroundings } from '../command'
import { planTasks } from '../workspace'

/** `bocas runs --mlflow <dir>`: the results that the sweeps have now, for MLflow. */
export async function exportMlflow(
  { words, values }: Arguments,
  { root, print, complain }: Surroundings,
): Promise<number> {
  const given = values.get('mlflow')![0]!
  const folder = resolve(given)
  if (!isStoreOrEmpty(folder))
    throw new CommandError([
      {
        message: 'this is neither a file store of MLflow nor an empty folder',
        hint: 'name another one, such as mlruns',
        path: given,
      },
    ])
  const plans = await planTasks(root, [...new Set(words)])
  const { known, awaiting } = byWhatIsKnown(plans)
  const problems = [...plans.flatMap(problemsOf), ...awaiting.map((plan) => `✖ ${plan.task}: ${awaitedWords(plan)}`)]
  for (const problem of problems) complain(problem)
  const paths = workspacePaths(root)
  const runs = known
    .filter((plan) => problemsOf(plan).length === 0)
    .flatMap(({ task, runs: own }) => own.map((run) => ({ task, run })))
  const recorded = recordedExecutions(paths)
  const results = runs.flatMap(({ task, run }): ExportedResult[] => {
    const found = resultOf(paths, task, run)
    if (found === undefined) return []
    const how = executionOf(paths, run.key, recorded.get(run.key))
    const { started, ended, git } = 'execution' in how ? how.execution : {}
    return [{ ...found, started: timeOf(started), ended: timeOf(ended), ...(git && { commit: git.commit }) }]
  })
  writeStore(folder, results)
  const lacking = runs.length - results.length
  const left = lacking === 0 ? '' : `; ${plural(lacking, 'run')} without a result left out`
  print(`${relative(process.cwd(), folder) || '.'}: ${plural(results.length, 'result')} as runs of MLflow${left}`)
  return problems.length > 0 ? EXIT.problem : EXIT.ok
}

const timeOf = (iso: string | undefined): number => Date.parse(iso ?? '') || 0

/** From the store, else from its view. */
function resultOf(
  paths: WorkspacePaths,
  task: string,
  { name, key, config }: KeyedRun,
): Omit<ExportedResult, 'started' | 'ended'> | undefined {
  for (const dir of [paths.entry(key), paths.artifacts(task, name)]) {
    if (!existsSync(dir)) continue
    try {
      const { artifacts, payloads } = openResult(dir, key)
      const [result] = readRunsNow([{ task, name, key, config, dir }], { holes: 'keep' })
      if (result === undefined) continue
      return { task, name, key, config, artifacts, metricPaths: result.metricPaths, dir, files: Object.keys(payloads) }
    } catch (error) {
      // The other copy may be whole.
      if (!isResultError(error)) throw error
    }
  }
  return undefined
}
