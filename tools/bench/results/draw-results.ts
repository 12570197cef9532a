// Run in a process of its own: reads the results in a folder, makes a pivot table and two figures of them and prints what that took.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from '@bocas/figures'
import { type ExpectedRun, pivot, type AnyRuns } from 'bocas/internal'
import { LIST } from './make-results'

/** What the process tells: megabytes, and how much is in the table. */
export interface ToldOfScale {
  readonly memory: number
  readonly values: number
}

interface Config {
  readonly optimizer: string
  readonly model: { readonly name: string; readonly lr: number }
  readonly seed: number
}
type Run = (config: Config) => { test: { accuracy: number }; val: { accuracy: number }; seconds: number }

async function main(folder: string, out: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(folder, LIST), 'utf8')) as ExpectedRun[]
  let values = 0
  const figures = defineFigures<Run>(({ runs, bars, scatter }) => {
    const { cells } = pivot(runs as AnyRuns, {
      rows: ['optimizer', 'model'],
      cols: 'model.lr',
      values: ['test.accuracy', 'val.accuracy'],
    })
    values = cells.flat().reduce((sum, { values: own }) => sum + own.length, 0)
    bars('bars', runs, { x: 'model', by: 'optimizer', y: 'test.accuracy', over: 'model.lr', points: false })
    scatter('scatter', runs, { x: 'seconds', y: 'test.accuracy', by: 'optimizer' })
  })
  const place = (name: string): string => join(out, name)
  await figures.render({
    task: 'bench',
    runs: expected,
    sweeps: {},
    draft: false,
    into: {
      figures: place('figures'),
      tables: place('tables'),
      facts: place('facts.json'),
      provenance: place('provenance.json'),
    },
  })
  const told: ToldOfScale = { memory: process.resourceUsage().maxRSS / 1024, values }
  console.log(JSON.stringify(told))
}

main(process.argv[2]!, process.argv[3]!).catch((error: Error) => {
  console.error(error)
  process.exitCode = 1
})
