import {
  CHECKLIST,
  judgeClaims,
  nameInText,
  PAPER_TASK,
  readFacts,
  readProvenance,
  type Language,
  type ProvenanceFile,
  type Verdict,
} from 'bocas/internal/made'
import { existsSync } from 'node:fs'
import { outputFolders, type Roots } from '../inventory/inventory'
import type { FolderOf } from '../shared/paper-paths'
import { saidFact, type SaidFact } from '../prose-numbers/said-fact'

/** A claim, and whether it holds. */
export interface JudgedClaim extends Verdict {
  /** As the text names it. */
  readonly name: string
  /** Where it is made: `tasks/mnist/figures.ts:12:3`; without line where nobody could tell it. */
  readonly madeAt: string
}

/** What a text is held against. */
export interface ResultsToCheck {
  readonly facts: readonly SaidFact[]
  readonly claims: readonly JudgedClaim[]
  /** Numbers of the configs of runs. */
  readonly settings: ReadonlySet<number>
  /** That of the facts, and so of the paper; English where there are none. */
  readonly language: Language
  /** That of each task with facts. */
  readonly languages: ReadonlyMap<string, Language>
  /** What things were made from, of each task that says so. */
  readonly provenance: readonly ProvenanceFile[]
}

/** What some tasks say. Files that cannot be read are told by the inventory, and say nothing here. */
export async function readMade(tasks: readonly string[], roots: Roots, folderOf: FolderOf): Promise<ResultsToCheck> {
  const facts: SaidFact[] = []
  const claims: JudgedClaim[] = []
  const settings = new Set<number>()
  const languages = new Map<string, Language>()
  const allProvenance: ProvenanceFile[] = []
  for (const task of tasks) {
    const { facts: file, provenance: record } = outputFolders(roots, task)
    // That it cannot be read is told by the inventory.
    const content = existsSync(file) ? await readFacts(file).catch(() => undefined) : undefined
    const provenance = await provenanceIn(record)
    if (provenance !== undefined) allProvenance.push(provenance)
    // What it counts (seeds, failed runs) is about all of the paper, so no number of the text says another one of it.
    if (task === CHECKLIST) continue
    for (const { config } of Object.values(provenance?.runs ?? {})) addNumbers(config, settings)
    for (const [name, fact] of Object.entries(content?.facts ?? {})) {
      facts.push(saidFact(task === PAPER_TASK ? '' : task, name, fact, provenance?.facts[name]?.metric))
      languages.set(task, fact.language ?? 'en')
    }
    const claimed = content?.claims ?? {}
    for (const [name, verdict] of judgeClaims(claimed))
      claims.push({
        ...verdict,
        name: nameInText('claim', task, name),
        madeAt: `${folderOf(task)}/${claimed[name]?.at ?? 'figures.ts'}`,
      })
  }
  const [language = 'en'] = languages.values()
  return { facts, claims, settings, language, languages, provenance: allProvenance }
}

/** That it cannot be read is told by the inventory. */
const provenanceIn = async (file: string): Promise<ProvenanceFile | undefined> =>
  existsSync(file) ? readProvenance(file).catch(() => undefined) : undefined

function addNumbers(config: unknown, numbers: Set<number>): void {
  if (typeof config === 'number') numbers.add(config)
  else if (config !== null && typeof config === 'object')
    Object.values(config).forEach((value) => addNumbers(value, numbers))
}
