/** All numbers of metrics by path: `{ val: { accuracy: 0.9 } }` has `val.accuracy`. */
export function metricsOf(artifacts: readonly (readonly [string, unknown])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const collect = (value: unknown, path: string): void => {
    if (typeof value === 'number') found.set(path, value)
    else if (value !== null && typeof value === 'object')
      for (const [name, item] of Object.entries(value)) collect(item, `${path}.${name}`)
  }
  for (const [name, value] of artifacts) collect(value, name)
  return found
}
