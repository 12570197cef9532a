import type { Manifest } from '../manifest'
import { contentProblems, namedFiles } from './contents'

const manifest: Manifest = {
  name: 'a',
  version: '1.0.0',
  description: 'It is one.',
  license: 'Apache-2.0',
  engines: { node: '>=20.19' },
  main: './src/a.js',
  types: './src/a.d.ts',
  exports: { '.': './src/a.js' },
}
const whole = { 'README.md': '# a', LICENSE: '', 'src/a.js': '', 'src/a.d.ts': '' }

const tarball = (files: Readonly<Record<string, string>>, fields: object = {}) => ({
  manifest: { ...manifest, ...fields },
  size: 1,
  files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
})
const problems = (extra: Readonly<Record<string, string>>): string[] => contentProblems(tarball({ ...whole, ...extra }))

describe('what a package holds', () => {
  it('is code with its declarations, a README, a licence', () => {
    expect(problems({})).toEqual([])
    expect(namedFiles(tarball(whole))).toEqual(['README.md', 'LICENSE'])
  })

  it.each([
    ['src/b.ts', 'is TypeScript'],
    ['src/b.cts', 'is TypeScript'],
    ['src/a.spec.d.ts', 'is a test'],
    ['src/types.check.d.ts', 'is a test'],
    ['src/test-results.d.ts', 'is a helper of tests'],
    ['src/__snapshots__/a.snap', 'is a helper of tests'],
    ['python/test_bocas.py', 'is a helper of tests'],
    ['python/__pycache__/bocas.pyc', 'is a helper of tests'],
    ['src/a.js.map', 'is of a source that is not in the package'],
    ['tsconfig.tsbuildinfo', 'is a cache of the compiler'],
    ['tsconfig.json', 'belongs to the repository'],
    ['source.cjs', 'belongs to the repository'],
    ['.npmrc', 'belongs to the repository'],
    ['node_modules/zod/index.js', 'is made anew everywhere'],
    ['.bocas/store/x', 'is made anew everywhere'],
  ])('is not %s, which %s', (path, is) => expect(problems({ [path]: '' })).toEqual([`${path} ${is}`]))

  it('has no name that moves with its contents', () => {
    const worker = `src/worker/run-worker-${'0a'.repeat(32)}.cjs`
    expect(namedFiles(tarball({ [worker]: '' }))).toEqual(['src/worker/run-worker-*.cjs'])
  })

  it('says what it is, and depends on versions', () => {
    const { LICENSE: _licence, ...rest } = whole
    expect(
      contentProblems(tarball(rest, { license: 'MIT', engines: {}, private: true, dependencies: { b: '*' } })),
    ).toEqual([
      'there is no LICENSE',
      'package.json says no license, or another than this repository has',
      'package.json says no engines.node, or another than this repository has',
      'package.json still has private',
      'package.json depends on b *, which is no version',
    ])
  })
})
