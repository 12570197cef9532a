import { readFacts } from 'bocas/core'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { PAPER_TASK, type Roots } from '../inventory'
import { claimOf, type Claim } from '../prose-numbers/claim'

/** What the facts of some tasks say. Files that cannot be read are told by the inventory, and say nothing here. */
export async function readClaims(tasks: readonly string[], { facts: folder }: Roots): Promise<Claim[]> {
  const claims: Claim[] = []
  for (const task of tasks) {
    const file = path.join(folder, `${task}.json`)
    if (!existsSync(file)) continue
    const content = await readFacts(file).catch(() => undefined)
    for (const [name, fact] of Object.entries(content?.facts ?? {}))
      claims.push(claimOf(task === PAPER_TASK ? '' : task, name, fact))
  }
  return claims
}
