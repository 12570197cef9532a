/** How many tasks nx says its cache has answered, of how many. */
export function cachedTasks(output: string): { readonly cached: number; readonly of: number } {
  const [, cached, of] =
    /from the cache instead of running the command for (\d+) out of (\d+) tasks?/.exec(output) ?? []
  return { cached: Number(cached ?? 0), of: Number(of ?? 0) }
}

/** Throws unless the cache has answered exactly so many tasks: only gathering ones, which do nothing, may be executed. */
export function expectAllCached(output: string, n: number): void {
  const { cached } = cachedTasks(output)
  if (cached < n) throw new Error(`nx's cache has answered ${cached} of ${n} tasks:\n${output}`)
}

/** Throws unless our store has answered every run. A task of thousands is several batches, each with a summary of its own. */
export function expectAllKept(output: string, n: number): void {
  const kept = [...output.matchAll(/ runs · (\d+) kept$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
  if (kept !== n) throw new Error(`the store has answered ${kept} of ${n} runs:\n${output.slice(-2000)}`)
}
