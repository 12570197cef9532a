/** @jest-config-loader esbuild-register */
import type { Config } from 'jest'
import all from './jest.config'
import { LONG_SUITES } from './tools/jest/long-suites'

const config: Config = { ...all, testMatch: LONG_SUITES.map((path) => `<rootDir>/${path}`) }

export default config
