/** All numbers of metrics with their paths: `{ val: { accuracy: 0.9 } }` has `val.accuracy`. */
export function metricEntries(
  artifacts: readonly (readonly [name: string, value: unknown])[],
): [path: string, value: number][] {
  const collect = (value: unknown, path: string): [string, number][] => {
    if (typeof value === 'number') return [[path, value]]
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([name, item]) => collect(item, `${path}.${name}`))
  }
  return artifacts.flatMap(([name, value]) => collect(value, name))
}
