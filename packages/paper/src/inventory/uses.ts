import { FORM, type Inventory, type NamedKind } from './inventory'
import type { Names } from '../shared/job'

/** One use of a fact, figure, table or claim in the text. */
export interface Use {
  readonly kind: NamedKind
  readonly name: string
}

/** What the text uses, each once, in its order; forms of a fact count as the fact. */
export function namesUsed(uses: readonly Use[]): Names {
  const of = (kind: NamedKind): string[] => [
    ...new Set(uses.filter((use) => use.kind === kind).map(({ name }) => baseName(kind, name))),
  ]
  return { facts: of('fact'), figures: of('figure'), tables: of('table'), claims: of('claim') }
}

/** What exists and is not used, sorted. */
export function namesUnused(inventory: Inventory, used: Names): Names {
  const of = (kind: NamedKind, taken: readonly string[]): string[] =>
    baseNames(inventory, kind).filter((name) => !taken.includes(name))
  return {
    facts: of('fact', used.facts),
    figures: of('figure', used.figures),
    tables: of('table', used.tables),
    claims: of('claim', used.claims),
  }
}

/** The names of a kind without the forms, sorted. */
export function baseNames(inventory: Inventory, kind: NamedKind): string[] {
  return [...inventory[kind].keys()].filter((name) => baseName(kind, name) === name).sort()
}

/** `gain` of the fact `gain:error`. */
export function baseName(kind: NamedKind, name: string): string {
  return kind === 'fact' ? name.split(FORM)[0]! : name
}
