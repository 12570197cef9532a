import { readFacts, type Language } from 'bocas/internal/made'
import { existsSync } from 'node:fs'
import { outputFolders, type Roots } from '../inventory/inventory'

/** The language of the facts of each task that has any. */
export async function languagesOf(tasks: readonly string[], roots: Roots): Promise<ReadonlyMap<string, Language>> {
  const languages = new Map<string, Language>()
  for (const task of tasks) {
    const file = outputFolders(roots, task).facts
    // That it cannot be read is told by the inventory.
    const read = existsSync(file) ? await readFacts(file).catch(() => undefined) : undefined
    const [first] = Object.values(read?.facts ?? {})
    if (first !== undefined) languages.set(task, first.language ?? 'en')
  }
  return languages
}
