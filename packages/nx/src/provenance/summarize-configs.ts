import type { Json } from 'bocas/internal/made'
import { configLeaves } from '../history/config-changes'
import type { NamedRun } from './read-outputs'

/** What some configs have in common and by what they differ; values in words, seeds among them. */
export interface ConfigSummary {
  readonly shared: readonly { readonly path: string; readonly value: string }[]
  /** Values in the order in which the runs have them, each once; `—` for runs that have none. */
  readonly differing: readonly { readonly path: string; readonly values: readonly string[] }[]
}

export function summarizeConfigs(runs: readonly NamedRun[]): ConfigSummary {
  const all = runs.map(({ config }) => configLeaves(config))
  const paths = [...new Set(all.flatMap((leaves) => [...leaves.keys()]))]
  const shared: ConfigSummary['shared'][number][] = []
  const differing: ConfigSummary['differing'][number][] = []
  for (const path of paths) {
    const values = [...new Set(all.map((leaves) => inWords(leaves.get(path))))]
    if (values.length === 1) shared.push({ path, value: values[0]! })
    else differing.push({ path, values })
  }
  return { shared, differing }
}

const inWords = (value: Json | undefined): string =>
  value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value)
