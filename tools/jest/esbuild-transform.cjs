// Jest's only job here is to run TypeScript: esbuild strips the types, `npm run types` checks them.
const { transformSync } = require('esbuild')
const { createHash } = require('node:crypto')
const { version } = require('esbuild/package.json')

module.exports = {
  process(source, file) {
    const { code, map } = transformSync(source, {
      loader: file.endsWith('.tsx') ? 'tsx' : /\.[cm]?ts$/.test(file) ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: true,
      sourcefile: file,
    })
    return { code, map }
  },
  getCacheKey(source, file) {
    return createHash('sha256').update(version).update('\0').update(file).update('\0').update(source).digest('hex')
  },
}
