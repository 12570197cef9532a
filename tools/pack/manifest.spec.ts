import { packedEntryPoint } from './entry-points'
import { entriesOf, installedWith, packedManifest } from './manifest'

const manifest = {
  name: '@bocas/example',
  version: '1.2.3',
  private: true,
  main: './entry.cjs',
  types: './src/index.ts',
  exports: { '.': './entry.cjs', './core': './src/core.ts', './package.json': './package.json' },
  scripts: { test: 'jest' },
  dependencies: { bocas: '*', zod: '^4.0.0' },
  peerDependencies: { '@bocas/nx': '*' },
  devDependencies: { tsx: '*' },
}

describe('the package.json of a release', () => {
  it('points at JavaScript and declarations, and names sister packages by their version', () => {
    expect(packedManifest(manifest, { bocas: '1.2.3', '@bocas/nx': '1.2.3' })).toEqual({
      name: '@bocas/example',
      version: '1.2.3',
      type: 'commonjs',
      main: './entry.cjs',
      types: './src/index.d.ts',
      exports: {
        '.': { types: './src/index.d.ts', default: './entry.cjs' },
        './core': { types: './src/core.d.ts', default: './src/core.js' },
        './package.json': './package.json',
      },
      dependencies: { bocas: '1.2.3', zod: '^4.0.0' },
      peerDependencies: { '@bocas/nx': '1.2.3' },
      publishConfig: { access: 'public' },
    })
  })

  it('begins where its fields point at TypeScript', () => {
    expect(entriesOf(manifest)).toEqual(['./src/index.ts', './src/core.ts'])
  })

  it('counts what its users install, not what it is developed with', () => {
    expect(installedWith(manifest)).toEqual(['bocas', 'zod', '@bocas/nx'])
  })
})

describe('an entry point', () => {
  it('leads to JavaScript and registers no loader', () => {
    expect(packedEntryPoint(`require('../source.cjs')\nmodule.exports = require('../src/a/b.impl.ts')\n`)).toEqual({
      code: `module.exports = require('../src/a/b.impl.js')\n`,
      sources: ['../src/a/b.impl.ts'],
    })
  })
})
