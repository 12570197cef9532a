import type { StoredResult } from 'bocas/core'

/** What a person wants to see of a result at once: its metrics, and the names and kinds of the rest. */
export function showArtifacts({ artifacts }: Pick<StoredResult, 'artifacts'>): string {
  return Object.entries(artifacts)
    .flatMap(([name, { kind, data }]) =>
      kind === 'metrics' ? leaves(data, name).map(([path, value]) => `${path} = ${value}`) : [`${name}: ${kind}`],
    )
    .join('\n')
}

function leaves(value: unknown, path: string): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}
