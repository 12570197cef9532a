import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXECUTORS, isRunExecutor, runExecutor } from './names'

const names = Array.from({ length: 10_000 }, (_, i) => `i=${i}`)
const sizes = (runs: number): number[] => {
  const counts = new Map<string, number>()
  for (const name of names) {
    const executor = runExecutor(name, runs)
    counts.set(executor, (counts.get(executor) ?? 0) + 1)
  }
  return [...counts.values()].sort((a, b) => a - b)
}

describe('the executor of a run', () => {
  it('has one name as long as a task has no thousands of runs', () => {
    expect(new Set(names.map((name) => runExecutor(name, 2_000)))).toEqual(new Set([EXECUTORS.run]))
  })

  it('has names between which many runs are spread evenly', () => {
    expect(sizes(2_001)).toHaveLength(4)
    expect(sizes(10_000)).toHaveLength(8)
    for (const size of sizes(10_000)) expect(Math.abs(size - 10_000 / 8)).toBeLessThan(150)
  })

  it('is one of those that the package has, all of which do the same', () => {
    const { executors } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'executors.json'), 'utf8')) as {
      executors: Record<string, { description: string }>
    }
    const of = (executor: string) => ({ ...executors[executor.split(':')[1]!], description: '' })
    for (const executor of new Set(names.map((name) => runExecutor(name, 10_000)))) {
      expect(of(executor)).toEqual(of(EXECUTORS.run))
      expect(isRunExecutor(executor)).toBe(true)
    }
  })

  it('is told from those of other targets', () => {
    const { run, runLater, ...others } = EXECUTORS
    expect([run, runLater].map(isRunExecutor)).toEqual([true, true])
    expect(Object.values(others).filter(isRunExecutor)).toEqual([])
    expect(isRunExecutor(undefined)).toBe(false)
  })
})
