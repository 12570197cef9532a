require('../source.cjs')
module.exports = require('../src/executors/types/types.impl.ts')
