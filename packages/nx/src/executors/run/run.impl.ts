import type { ExecutorContext } from '@nx/devkit'
import runBatch from './run-batch.impl'

const OPTIONS = ['task', 'run', 'runs', 'key', 'code', 'config']

/** One run on its own (`--no-batch`), or what comes after all runs of a task: the same host with one thing to do. */
export default async function runOne(
  options: { task: string; run?: string; code?: string },
  { root, projectName, targetName }: ExecutorContext,
): Promise<{ success: boolean }> {
  const id = `${projectName}:${targetName}`
  const flags = Object.fromEntries(Object.entries(options).filter(([name]) => !OPTIONS.includes(name)))
  let success = false
  for await (const { result } of runBatch({ tasks: { [id]: {} as never } }, { [id]: options }, flags, { root }))
    success = result.success
  return { success }
}
