import type { ExecutorContext } from '@nx/devkit'

/** Comes after all runs of a task; by then they are done, or Nx does not come here. */
export default async function gather(
  { task, problems }: { task: string; problems?: string },
  { taskGraph }: ExecutorContext,
): Promise<{ success: boolean }> {
  if (problems !== undefined) {
    console.error(problems)
    return { success: false }
  }
  const runs = Object.keys(taskGraph?.tasks ?? {}).filter(
    (id) => id.startsWith(`${task}/`) && id.endsWith(':experiment'),
  )
  console.log(`${task}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} done, in paper/artifacts/${task}`)
  return { success: true }
}
