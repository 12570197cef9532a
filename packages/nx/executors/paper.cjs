require('../source.cjs')
module.exports = require('../src/executors/paper/paper.impl.ts')
