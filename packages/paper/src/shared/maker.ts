import type { Inventory } from '../inventory/inventory'
import type { FactsProvenance } from '../links/provenance'
import type { PaperProblem } from './problems'
import type { PaperPaths } from './paper-paths'
import type { Use } from '../inventory/uses'

/** What a format is asked to make a paper of. */
export interface PaperRequest extends PaperPaths {
  readonly tasks: readonly string[]
  readonly inventory: Inventory
  /** What is wrong with the inventory. */
  readonly problems: readonly PaperProblem[]
  readonly draft: boolean
  /** What a draft lacks beside what its text names, a line each. */
  readonly draftHoles: readonly string[]
  /** What the paper can say of where its facts come from. */
  readonly provenance: FactsProvenance
}

/** A paper that a format has made. */
export interface TypesetPaper {
  readonly bytes: Uint8Array
  readonly pages: number | null
  /** Every use in the text, in its order. */
  readonly uses: readonly Use[]
  readonly warnings: readonly PaperProblem[]
}

/** Makes papers of one format. It may keep what makes the next one faster. */
export type Maker = (request: PaperRequest) => Promise<TypesetPaper>
