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
