import { judgeClaims, readFacts, type Verdict } from 'bocas/core'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { nameInText, PAPER_TASK, type Roots } from '../inventory'
import { saidFact, type SaidFact } from '../prose-numbers/said-fact'

/** A claim, and whether it holds. */
export interface JudgedClaim extends Verdict {
  /** As the text names it. */
  readonly name: string
  /** Where it is made: `tasks/mnist/figures.ts:12:3`. */
  readonly madeAt: string
}

/** What some tasks say. Files that cannot be read are told by the inventory, and say nothing here. */
export async function readMade(
  tasks: readonly string[],
  { facts: folder }: Roots,
): Promise<{ facts: SaidFact[]; claims: JudgedClaim[] }> {
  const facts: SaidFact[] = []
  const claims: JudgedClaim[] = []
  for (const task of tasks) {
    const file = path.join(folder, `${task}.json`)
    const content = existsSync(file) ? await readFacts(file).catch(() => undefined) : undefined
    for (const [name, fact] of Object.entries(content?.facts ?? {}))
      facts.push(saidFact(task === PAPER_TASK ? '' : task, name, fact))
    const claimed = content?.claims ?? {}
    for (const [name, verdict] of judgeClaims(claimed))
      claims.push({ ...verdict, name: nameInText(task, '.', name), madeAt: placeOf(task, claimed[name]?.at) })
  }
  return { facts, claims }
}

/** `tasks/mnist/figures.ts:12:3`; without line where nobody could tell it. */
const placeOf = (task: string, at = 'figures.ts'): string =>
  `${task === PAPER_TASK ? PAPER_TASK : `tasks/${task}`}/${at}`
