require('../source.cjs')
module.exports = require('../src/generators/init/init.ts')
