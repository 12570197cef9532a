require('../source.cjs')
module.exports = require('../src/executors/gather/gather.impl.ts')
