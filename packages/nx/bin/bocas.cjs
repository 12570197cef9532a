#!/usr/bin/env node
const { tooOld, versionsHere } = require('../supported.cjs')
const problem = tooOld(versionsHere())
if (problem) {
  console.error(problem)
  process.exit(1)
}
require('../source.cjs')
require('../src/cli/main.ts').main(process.argv.slice(2))
