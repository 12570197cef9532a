/** Comes after all runs of a task; by then they are done, or Nx does not come here. */
export default async function gather({
  task,
  runs,
  problems,
}: {
  task: string
  runs: readonly string[]
  problems?: string
}): Promise<{ success: boolean }> {
  if (problems !== undefined) {
    console.error(problems)
    return { success: false }
  }
  console.log(`${task}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} done, in paper/artifacts/${task}`)
  return { success: true }
}
