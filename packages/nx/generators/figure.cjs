require('../source.cjs')
module.exports = require('../src/generators/figure/figure.ts')
