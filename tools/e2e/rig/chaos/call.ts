import { readFileSync } from 'node:fs'
import { runAll, type WantedRun } from '../../../../packages/nx/src/host/host'
import { localLauncher } from '../../../../packages/nx/src/host/launch/local-launcher'
import type { Outcome } from '../../../../packages/nx/src/host/outcome/outcome'

/** What a call is given: all that `@bocas/nx:run` would find out by itself. */
export interface Order {
  readonly root: string
  readonly worker: string
  readonly parallel: number
  readonly wanted: readonly WantedRun[]
}

/** One line of what a call prints. */
export interface Said {
  readonly run: string
  readonly outcome: Outcome
}

/** A host without Nx around it: `node call <order.json>`. Each outcome is printed when it is known. */
async function main(file: string): Promise<void> {
  const { root, worker, parallel, wanted } = JSON.parse(readFileSync(file, 'utf8')) as Order
  const signal = new AbortController().signal
  const answers = runAll(wanted, { root, launcher: localLauncher(worker), parallel, train: 'missing', signal })
  for await (const { run, outcome } of answers) console.log(JSON.stringify({ run: run.name, outcome } satisfies Said))
}

void main(process.argv[2]!)
