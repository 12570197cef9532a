import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../../e2e/rig/places'
import { succeeded, timed } from '../measure/timed'
import { ARTIFACTS, makeResults } from '../results/make-results'
import type { Told } from '../results/pivot-results'
import type { Question } from './question'

/** Seconds and megabytes for 10,000 results. */
const GOAL = { wall: 2, memory: 500 }

/** How long does it take from stored results to a pivot table? */
export const pivot: Question = {
  name: 'pivot',
  asks: 'How long does it take from stored results to a pivot table?',
  sizes: [10_000],
  async prepare(n, _options, { say, later }) {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-bench-results-'))
    later(() => rmSync(folder, { recursive: true, force: true }))
    say(`making ${n} results`)
    await makeResults(folder, n)
    const notes = [
      `inside a process that has loaded bocas; every result.json is verified, payloads are when they are read; goal for 10,000: ${GOAL.wall} s, ${GOAL.memory} MB`,
    ]
    let most = 0
    return {
      title: `${n} results of ${ARTIFACTS} artifacts each, to a pivot table`,
      contenders: [
        {
          name: 'read and pivot',
          async measure() {
            const script = join(__dirname, '..', 'results', 'pivot-results.ts')
            const command = [process.execPath, '--import', 'tsx', script, folder]
            const { output } = succeeded('the pivot table', await timed(command, { cwd: REPOSITORY, env: process.env }))
            const { wall, cpu, memory, values } = JSON.parse(output.slice(output.indexOf('{'))) as Told
            if (values !== 2 * n) throw new Error(`${values} values of ${2 * n} are in the table`)
            most = Math.max(most, memory)
            notes[1] = `most memory of a process: ${most.toFixed(0)} MB`
            return { wall, cpu }
          },
        },
      ],
      notes,
    }
  },
}
