/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'
import all from './jest.config'
import { PROCESS_SUITES } from './tools/jest/process-suites'

const config: Config = { ...all, testMatch: PROCESS_SUITES.map((path) => `<rootDir>/${path}`) }

export default config
