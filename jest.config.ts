/** @jest-config-loader esbuild-register */
import { availableParallelism } from 'node:os'
import type { Config } from 'jest'

const config: Config = {
  testMatch: ['<rootDir>/{packages,library,tasks,paper,tools}/**/*.{spec,e2e}.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/tmp/'],
  modulePathIgnorePatterns: ['<rootDir>/tmp/', '<rootDir>/dist/'],
  transform: { '\\.[cm]?tsx?$': '<rootDir>/tools/jest/esbuild-transform.cjs' },
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tools/jest/temporary-folder.ts',
  globalTeardown: '<rootDir>/tools/jest/remove-temporary-folder.ts',
  // A machine that does other things as well is slow, and no test is about speed.
  testTimeout: 60_000,
  // Three even on two cores, where Jest would take one: the end-to-end suites also wait.
  maxWorkers: Math.max(3, availableParallelism() - 1),
}

export default config
