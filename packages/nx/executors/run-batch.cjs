require('../source.cjs')
module.exports = require('../src/executors/run/run-batch.impl.ts')
