import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCollection, readRuns, type ExpectedRun } from 'bocas/internal'
import { LIST } from './collection'

/** Ways of having one number of every result in a folder. */
export const WAYS = {
  collection: async (root: string): Promise<number[]> => (await loadCollection(root)).runs.values('val.accuracy'),
  runs: async (root: string): Promise<number[]> => (await readRuns(listed(root))).values('val.accuracy'),
  json: async (root: string): Promise<number[]> =>
    listed(root).map(({ dir }) => {
      const { artifacts } = JSON.parse(readFileSync(join(dir, 'result.json'), 'utf8')) as {
        artifacts: { val: { data: { accuracy: number } } }
      }
      return artifacts.val.data.accuracy
    }),
}
export type Way = keyof typeof WAYS

const listed = (root: string): ExpectedRun[] => JSON.parse(readFileSync(join(root, LIST), 'utf8')) as ExpectedRun[]

/** `load.ts <way> <root>`: prints the seconds that it took, and how many numbers there were. The time to load code is not in it. */
async function main([way, root]: string[]): Promise<void> {
  const wall = performance.now()
  const cpu = process.cpuUsage()
  const numbers = await WAYS[way as Way](root!)
  const { user, system } = process.cpuUsage(cpu)
  const told = { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6, numbers: numbers.length }
  process.stdout.write(JSON.stringify(told))
}

void main(process.argv.slice(2))
