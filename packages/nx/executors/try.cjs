require('../source.cjs')
module.exports = require('../src/executors/try/try.impl.ts')
