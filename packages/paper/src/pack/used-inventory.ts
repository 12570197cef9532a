import type { Inventory, NamedKind } from '../inventory/inventory'
import { baseName, type Use } from '../inventory/uses'

/** Of an inventory what the text uses; of a fact that it uses in some form only, also the fact. */
export function usedInventory(inventory: Inventory, uses: readonly Use[]): Inventory {
  const of = (kind: NamedKind): ReadonlyMap<string, string> => {
    const names = new Set(uses.filter((use) => use.kind === kind).flatMap(({ name }) => [name, baseName(kind, name)]))
    return new Map([...inventory[kind]].filter(([name]) => names.has(name)))
  }
  return { fact: of('fact'), figure: of('figure'), table: of('table'), claim: of('claim') }
}
