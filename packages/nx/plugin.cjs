require('./source.cjs')
module.exports = require('./src/plugin.ts')
