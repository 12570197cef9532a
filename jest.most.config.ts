/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'
import all from './jest.config'
import { LONG_SUITES } from './tools/jest/long-suites'
import { suitePattern } from './tools/jest/suite-pattern'

const config: Config = {
  ...all,
  testPathIgnorePatterns: [...all.testPathIgnorePatterns!, ...LONG_SUITES.map(suitePattern)],
}

export default config
