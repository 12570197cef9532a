import { formatEstimate, type StoredResult } from 'bocas/internal'

/** What a person wants to see of a result at once: its metrics, rounded as everywhere, and the names and kinds of the rest. */
export function showArtifacts({ artifacts }: Pick<StoredResult, 'artifacts'>): string {
  return Object.entries(artifacts)
    .flatMap(([name, { kind, data }]) =>
      kind === 'metrics' ? leaves(data, name).map(([path, value]) => `${path} = ${value}`) : [`${name}: ${kind}`],
    )
    .join('\n')
}

/** A number that stands alone, by the rule by which tables and facts are rounded. What is not finite is stored as a word. */
export const rounded = (value: unknown): string => formatEstimate({ mean: Number(value), sd: null })

function leaves(value: unknown, path: string): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, rounded(value)]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}
