require('../source.cjs')
module.exports = require('../src/executors/report/report.impl.ts')
