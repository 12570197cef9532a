import type { StoredArtifact } from '../../artifacts'
import { decodeNumber, storedNumber } from '../../artifacts/numbers'
import type { Json } from '../../sweep'
import { isBlock } from '../../key-path'

/** The metric at a path, as it is stored; `undefined` when there is none, or something there is no metric. */
export function storedMetric(artifacts: Readonly<Record<string, StoredArtifact>>, path: string): number | undefined {
  for (const name in artifacts) {
    const artifact = artifacts[name]!
    if (artifact.kind === 'metrics' && path.startsWith(name)) {
      const found = numberAt(artifact.data, path, name.length)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** Names may hold dots, so every key that the rest of the path begins with is tried. */
function numberAt(data: Json, path: string, from: number): number | undefined {
  if (from === path.length) {
    if (typeof data === 'number') return data
    const word = storedNumber.safeParse(data)
    return word.success ? decodeNumber(word.data) : undefined
  }
  if (path[from] !== '.' || !isBlock(data)) return undefined
  for (const key in data) {
    if (!path.startsWith(key, from + 1)) continue
    const found = numberAt(data[key]!, path, from + 1 + key.length)
    if (found !== undefined) return found
  }
  return undefined
}
