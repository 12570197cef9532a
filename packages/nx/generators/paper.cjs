require('../source.cjs')
module.exports = require('../src/generators/paper/paper.ts')
