require('../source.cjs')
module.exports = require('../src/executors/run/run.impl.ts')
