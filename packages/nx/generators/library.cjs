require('../source.cjs')
module.exports = require('../src/generators/library/library.ts')
