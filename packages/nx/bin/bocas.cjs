#!/usr/bin/env node
require('../source.cjs')
require('../src/cli/main.ts').main(process.argv.slice(2))
