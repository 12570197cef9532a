import { type Language, readFacts } from 'bocas/internal/made'
import { existsSync } from 'node:fs'
import type { Format } from '../shared/format'
import { baseNames } from '../inventory/uses'
import { type Inventory, type Roots, outputFolders } from '../inventory/inventory'
import type { PaperProblem } from '../shared/problems'
import { APPENDIX, checkLinks, factLinks } from './fact-links'
import { readCarried, type Carried } from './carried'
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
  readonly language?: Language | undefined
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
  {
    tasks,
    roots,
    links,
    format,
  }: { tasks: readonly string[]; roots: Roots; links?: string | undefined; format: Format },
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

/** The language of the facts of each task that has any. */
async function languagesOf(tasks: readonly string[], roots: Roots): Promise<ReadonlyMap<string, Language>> {
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
