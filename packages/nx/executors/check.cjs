require('../source.cjs')
module.exports = require('../src/executors/check/check.impl.ts')
