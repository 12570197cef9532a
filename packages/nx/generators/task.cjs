require('../source.cjs')
module.exports = require('../src/generators/task/task.ts')
