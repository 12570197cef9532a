import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from 'bocas/internal'
import { isOwnFolder, readSourceText } from '../read-source'

const NOT_FOLLOWED = 'links in the store are not followed'

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
      else if (!entry.isFile()) notes.push(NOT_FOLLOWED)
      else {
        const read = readSourceText(path)
        if ('problem' in read) problems.push(read.problem)
        else found.set(key, read.content)
      }
    }
  }
  if (isOwnFolder(folder)) walk(folder, '')
  else if (existsSync(folder)) notes.push(NOT_FOLLOWED)
  return found
}
