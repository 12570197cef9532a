require('../source.cjs')
module.exports = require('../src/executors/figures/figures.impl.ts')
