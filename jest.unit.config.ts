/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'
import all from './jest.config'
import { PROCESS_SUITES } from './tools/jest/process-suites'

const config: Config = {
  ...all,
  testMatch: ['<rootDir>/{packages,library,tasks,paper,tools}/**/*.spec.ts'],
  testPathIgnorePatterns: [
    ...all.testPathIgnorePatterns!,
    ...PROCESS_SUITES.map((path) => `<rootDir>/${path.replaceAll('.', '\\.')}$`),
  ],
}

export default config
