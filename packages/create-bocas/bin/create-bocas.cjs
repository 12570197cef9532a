#!/usr/bin/env node
require('../source.cjs')
require('../src/main.ts').main(process.argv.slice(2))
