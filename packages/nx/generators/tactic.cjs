require('../source.cjs')
module.exports = require('../src/generators/tactic/tactic.ts')
