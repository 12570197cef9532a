import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from 'bocas/internal'
import { bytes } from '../../shared/words'

/** Files that are larger are no record of a run. */
const LARGEST = 256_000_000

/**
 * The texts below a folder of a file store, by their names there: MLflow makes a folder of each part of a name that ends with `/`. What a link leads to is not
 * read: it may lie anywhere.
 *
 * @param only the names that are wanted; all unless given.
 */
export function readKeys(
  folder: string,
  { problems, notes }: { readonly problems: Problem[]; readonly notes: string[] },
  only?: readonly string[],
): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (place: string, before: string): void => {
    const entries = readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const [path, key] = [join(place, entry.name), before + entry.name]
      if (entry.isDirectory()) walk(path, `${key}/`)
      else if (only !== undefined && !only.includes(key)) continue
      else if (!entry.isFile()) notes.push('links in the store are not followed')
      else if (statSync(path).size > LARGEST)
        problems.push({
          code: 'damaged-import',
          message: `this file has more than ${bytes(LARGEST)}`,
          hint: 'it is no metric or parameter: leave it out',
          path,
        })
      else found.set(key, readFileSync(path, 'utf8'))
    }
  }
  if (existsSync(folder)) walk(folder, '')
  return found
}
