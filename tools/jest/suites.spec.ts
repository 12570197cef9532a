import { existsSync } from 'node:fs'
import { join } from 'node:path'
import long from '../../jest.long.config'
import most from '../../jest.most.config'
import process from '../../jest.process.config'
import unit from '../../jest.unit.config'
import { LONG_SUITES } from './long-suites'
import { PROCESS_SUITES } from './process-suites'

const root = join(__dirname, '../..')

/** Whether a group that is told by what it leaves out has a suite. */
const has = (group: typeof unit, path: string): boolean =>
  !group.testPathIgnorePatterns!.some((pattern) =>
    new RegExp(pattern.replace('<rootDir>', root)).test(join(root, path)),
  )

describe('the groups of suites', () => {
  it.each([PROCESS_SUITES, LONG_SUITES])('name suites that there are, each once, in order', (...suites) => {
    expect(suites.filter((path) => !existsSync(join(root, path)))).toEqual([])
    expect([...new Set(suites)].sort()).toEqual(suites)
  })

  it('are apart: what is not among the processes is a unit', () => {
    const isUnit = (path: string): boolean => has(unit, path)
    expect(PROCESS_SUITES.filter(isUnit)).toEqual([])
    expect(isUnit('packages/bocas/src/sweep/read/check.spec.ts')).toBe(true)
    expect(process.testMatch).toEqual(PROCESS_SUITES.map((path) => `<rootDir>/${path}`))
  })

  it('are each of one call: `npm test` has what is not long', () => {
    expect(LONG_SUITES.filter((path) => has(most, path))).toEqual([])
    expect(PROCESS_SUITES.filter((path) => !has(most, path))).toEqual([])
    expect(has(most, 'tools/e2e/create.e2e.ts')).toBe(true)
    expect(long.testMatch).toEqual(LONG_SUITES.map((path) => `<rootDir>/${path}`))
  })
})
