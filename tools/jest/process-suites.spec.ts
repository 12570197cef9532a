import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from '../../jest.process.config'
import unit from '../../jest.unit.config'
import { PROCESS_SUITES } from './process-suites'

const root = join(__dirname, '../..')

describe('the groups of suites', () => {
  it('name suites that there are, each once, in order', () => {
    expect(PROCESS_SUITES.filter((path) => !existsSync(join(root, path)))).toEqual([])
    expect([...new Set(PROCESS_SUITES)].sort()).toEqual(PROCESS_SUITES)
  })

  it('are apart: what is not among the processes is a unit', () => {
    const left = unit.testPathIgnorePatterns!.map((pattern) => new RegExp(pattern.replace('<rootDir>', root)))
    const isUnit = (path: string): boolean => !left.some((pattern) => pattern.test(join(root, path)))
    expect(PROCESS_SUITES.filter(isUnit)).toEqual([])
    expect(isUnit('packages/bocas/src/sweep/read/check.spec.ts')).toBe(true)
    expect(process.testMatch).toEqual(PROCESS_SUITES.map((path) => `<rootDir>/${path}`))
  })
})
