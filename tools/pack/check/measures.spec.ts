import { measure, measureProblems } from './measures'

const lock = {
  packages: {
    '': { dependencies: { a: '*' } },
    'node_modules/a': { link: true, resolved: 'packages/a' },
    'packages/a': { dependencies: { b: '^1' }, optionalDependencies: { d: '1' } },
    'packages/a/node_modules/b': { version: '1.0.0', dependencies: { c: '^1' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': {
      version: '1.0.0',
      dependencies: { b: '^2' },
      peerDependencies: { e: '*', f: '*' },
      peerDependenciesMeta: { f: { optional: true } },
    },
    'node_modules/d': { version: '1.0.0', os: ['linux'] },
    'node_modules/e': { version: '1.0.0' },
    'node_modules/f': { version: '1.0.0' },
  },
}

describe('what a package costs', () => {
  it('is counted from the lockfile, as Node finds packages: nested ones, links and peers, without those of one platform', () => {
    const tarball = {
      manifest: { name: 'x', version: '1.0.0', dependencies: { a: '1.0.0' } },
      size: 12_400,
      files: new Map([['a.js', Buffer.alloc(30_600)]]),
    }
    expect(measure(tarball, lock)).toEqual({ packed: 12, unpacked: 31, dependencies: 1, installed: 5 })
  })

  it('may move by a seventh in size and not at all in packages', () => {
    const recorded = { packed: 100, unpacked: 1000, dependencies: 3, installed: 9 }
    expect(measureProblems({ ...recorded, packed: 115, unpacked: 850 }, recorded)).toEqual([])
    expect(measureProblems({ packed: 116, unpacked: 849, dependencies: 4, installed: 8 }, recorded)).toEqual([
      'kilobytes of the tarball: 116, and 100 on record',
      'kilobytes on disk: 849, and 1000 on record',
      'dependencies: 4, and 3 on record',
      'packages installed with it: 8, and 9 on record',
    ])
  })
})
