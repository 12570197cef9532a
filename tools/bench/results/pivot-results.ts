// Run in a process of its own: reads the results in a folder, makes a pivot table of them and prints what that took.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ExpectedRun, pivot, readRuns } from 'bocas/internal'
import { LIST } from './make-results'

/** What the process tells: seconds, megabytes, and how much is in the table. */
export interface Told {
  readonly wall: number
  readonly cpu: number
  readonly memory: number
  readonly values: number
}

async function main(folder: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as ExpectedRun[]
  const [from, before] = [performance.now(), process.cpuUsage()]
  const runs = await readRuns(expected)
  const { cells } = pivot(runs, {
    rows: ['optimizer', 'model'],
    cols: 'model.lr',
    values: ['test.accuracy', 'val.accuracy'],
  })
  const { user, system } = process.cpuUsage(before)
  const told: Told = {
    wall: (performance.now() - from) / 1000,
    cpu: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
    values: cells.flat().reduce((sum, { values }) => sum + values.length, 0),
  }
  console.log(JSON.stringify(told))
}

main(process.argv[2]!).catch((error: Error) => {
  console.error(error)
  process.exitCode = 1
})
