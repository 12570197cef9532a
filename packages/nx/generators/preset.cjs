require('../source.cjs')
module.exports = require('../src/generators/preset/preset.ts')
