/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'
import all from './jest.config'
import { PROCESS_SUITES } from './tools/jest/process-suites'
import { suitePattern } from './tools/jest/suite-pattern'

const config: Config = {
  ...all,
  testMatch: ['<rootDir>/{packages,library,tasks,paper,tools}/**/*.spec.ts'],
  testPathIgnorePatterns: [...all.testPathIgnorePatterns!, ...PROCESS_SUITES.map(suitePattern)],
}

export default config
