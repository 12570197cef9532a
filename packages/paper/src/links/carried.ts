import { existsSync } from 'node:fs'
import { nameInText, readProvenance, type Language, wordsIn } from 'bocas/internal/made'
import { outputFolders, type NamedKind, type Roots } from '../inventory/inventory'
import { baseName, type Use } from '../inventory/uses'

/** Of each output, as `kind name`: the results behind it that their authors carried over an edit (`bocas accept`), by key, and why. */
export type Carried = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

/** Reads which of the results behind the facts, figures, tables and claims of some tasks were carried over. */
export async function readCarried(tasks: readonly string[], roots: Roots): Promise<Carried> {
  const carried = new Map<string, Map<string, readonly string[]>>()
  for (const task of tasks) {
    const file = outputFolders(roots, task).provenance
    // That it cannot be read is told by the inventory.
    const read = existsSync(file) ? await readProvenance(file).catch(() => undefined) : undefined
    if (read === undefined) continue
    const add = (kind: NamedKind, name: string, ids: readonly string[]): void => {
      const of = [...new Set(ids)].flatMap((id) => {
        const { key = '', accepted = [] } = read.runs[id] ?? {}
        return accepted.length > 0 ? [[key, accepted] as const] : []
      })
      if (of.length > 0) carried.set(`${kind} ${nameInText(kind, task, name)}`, new Map(of))
    }
    for (const [name, { runs }] of Object.entries(read.facts)) add('fact', name, runs)
    for (const [name, { runs }] of Object.entries(read.claims ?? {})) add('claim', name, runs)
    for (const [name, { runs, cells }] of Object.entries(read.figures))
      add('figure', name, [...runs, ...cells.flatMap((cell) => cell.runs)])
    for (const [name, { cells }] of Object.entries(read.tables))
      add(
        'table',
        name,
        cells.flatMap(({ runs }) => runs),
      )
  }
  return carried
}

/**
 * What a document says of the carried-over results behind what it shows, in its language: `2 results were carried over by their authors: only a name`.
 *
 * @returns undefined when there are none.
 */
export function carriedNote(carried: Carried, uses: readonly Use[], language?: Language): string | undefined {
  const results = new Map(uses.flatMap(({ kind, name }) => [...(carried.get(`${kind} ${baseName(kind, name)}`) ?? [])]))
  if (results.size === 0) return undefined
  return carriedSentence(results.size, [...results.values()].flat(), language)
}

/** @param reasons as the authors gave them; each is said once. */
function carriedSentence(count: number, reasons: readonly string[], language?: Language): string {
  const { paper } = wordsIn(language).results
  const distinct = [...new Set(reasons)].map((because) => because.replace(/\s+/g, ' ').trim()).sort()
  return `${count === 1 ? paper.oneCarried : paper.carried(String(count))} ${distinct.join('; ')}`
}
