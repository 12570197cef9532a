// Jest's only job here is to run TypeScript: esbuild strips the types, `npm run types` checks them.
const { transformSync } = require('esbuild')
const { createHash } = require('node:crypto')
const { version } = require('esbuild/package.json')

const options = {
  format: 'cjs',
  target: 'node20',
  // Jest's module system knows no import(): it becomes require().
  supported: { 'dynamic-import': false },
  sourcemap: true,
}

module.exports = {
  process(source, file) {
    const loader = file.endsWith('.tsx') ? 'tsx' : /\.[cm]?ts$/.test(file) ? 'ts' : 'js'
    const { code, map } = transformSync(source, { ...options, loader, sourcefile: file })
    return { code, map }
  },
  getCacheKey(source, file) {
    return createHash('sha256')
      .update(JSON.stringify([version, options, file, source]))
      .digest('hex')
  },
}
