import { type Language } from 'bocas/internal/made'
import type { Format } from '../shared/format'
import { baseNames } from '../inventory/uses'
import type { Inventory, Roots } from '../inventory/inventory'
import type { PaperProblem } from '../shared/problems'
import { APPENDIX, checkLinks, factLinks } from './fact-links'
import { readCarried, type Carried } from './carried'
import { languagesOf } from './language'
import { readFactProvenance, type FactProvenance } from './fact-provenance'

/** What a paper can say of where its facts come from; facts by name, without a form. */
export interface FactsProvenance {
  readonly facts: ReadonlyMap<string, FactProvenance>
  /** The addresses that facts link to. */
  readonly addresses: ReadonlyMap<string, string>
  /** The results behind facts, figures, tables and claims that were carried over. */
  readonly carried: Carried
  /** Whether facts link to their rows in the table of sources. */
  readonly toAppendix: boolean
  /** That of the facts: our own words are in it. English unless given. */
  readonly language?: Language
}

/** Of a paper that says nothing of the kind. */
export const NO_PROVENANCE: FactsProvenance = {
  facts: new Map(),
  addresses: new Map(),
  carried: new Map(),
  toAppendix: false,
}

/** Reads from what the facts of a paper were made, and works out where they link to. */
export async function readPaperProvenance(
  { tasks, roots, links, format }: { tasks: readonly string[]; roots: Roots; links?: string; format: Format },
  inventory: Inventory,
): Promise<{ provenance: FactsProvenance; problems: readonly PaperProblem[] }> {
  const misled = checkLinks(links, format)
  const facts = await readFactProvenance(tasks, roots)
  const isTemplate = misled.length === 0 && links !== undefined && links !== APPENDIX
  const addresses = isTemplate ? factLinks(links, baseNames(inventory, 'fact'), facts) : new Map<string, string>()
  const carried = await readCarried(tasks, roots)
  const [language] = (await languagesOf(tasks, roots)).values()
  return { provenance: { facts, addresses, carried, toAppendix: links === APPENDIX, language }, problems: misled }
}
