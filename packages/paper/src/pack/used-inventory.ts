import type { Inventory, Kind } from '../inventory'
import type { Use } from '../uses'

/** Of an inventory what the text uses. */
export function usedInventory(inventory: Inventory, uses: readonly Use[]): Inventory {
  const of = (kind: Kind): ReadonlyMap<string, string> => {
    const names = new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name))
    return new Map([...inventory[kind]].filter(([name]) => names.has(name)))
  }
  return { fact: of('fact'), figure: of('figure'), table: of('table') }
}
