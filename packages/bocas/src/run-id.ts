/** The two parts of what a run is called among those of all tasks: `mnist/lr=0.1`. The task is empty where the id has none. */
export function partsOfRunId(id: string): { readonly task: string; readonly name: string } {
  // No task has a `/` in its name.
  const at = id.indexOf('/')
  return { task: id.slice(0, Math.max(0, at)), name: id.slice(at + 1) }
}
