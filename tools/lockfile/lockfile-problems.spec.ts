import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockfileProblems, type Lockfile } from './lockfile-problems'

const integrity = 'sha512-x'
const lock = (packages: NonNullable<Lockfile['packages']>): Lockfile => ({ lockfileVersion: 3, packages })

describe('a lockfile', () => {
  it('of this repository says of every package on every platform which bytes it is', () => {
    const text = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')
    const own = JSON.parse(text) as Lockfile
    expect(lockfileProblems(own)).toEqual([])
    // The check would see one that is not there.
    const platforms = Object.entries(own.packages!).flatMap(([place, { os }]) => (os ? [place] : []))
    expect(platforms.length).toBeGreaterThan(40)
    for (const place of platforms) {
      const { [place]: gone, ...rest } = own.packages!
      const { integrity: _, ...bare } = gone!
      expect(lockfileProblems({ ...own, packages: rest })).toHaveLength(1)
      expect(lockfileProblems({ ...own, packages: { ...rest, [place]: bare } })).toHaveLength(1)
    }
  })

  it.each<[string, Lockfile, string[]]>([
    ['what is whole', lock({ '': {}, 'node_modules/a': { version: '1.0.0', integrity } }), []],
    ['a package of the workspace', lock({ 'packages/a': { version: '1.0.0' }, 'node_modules/a': { link: true } }), []],
    ['what another package brings in itself', lock({ 'node_modules/a/node_modules/b': { inBundle: true } }), []],
    ['no digest', lock({ 'node_modules/a': { version: '1.0.0' } }), ['a@1.0.0: no integrity']],
    [
      'no digest of another platform',
      lock({ 'node_modules/@s/a-win': { version: '1.0.0', os: ['win32'], cpu: ['x64'] } }),
      ['@s/a-win@1.0.0: no integrity (win32 x64)'],
    ],
    [
      'a weak digest',
      lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha1-x' } }),
      ['a@1.0.0: its integrity is no SHA-512'],
    ],
    [
      'no entry of another platform',
      lock({ 'node_modules/a': { version: '1.0.0', integrity, optionalDependencies: { 'a-win': '1.0.0' } } }),
      ['a-win: no entry, though a may ask for it on another platform'],
    ],
    [
      'no entry that this workspace may ask for',
      lock({ '': { optionalDependencies: { fast: '*' } } }),
      ['fast: no entry, though this workspace may ask for it on another platform'],
    ],
    [
      'an entry that is found above',
      lock({
        'node_modules/a/node_modules/b': { version: '1.0.0', integrity, optionalDependencies: { c: '*' } },
        'node_modules/c': { version: '1.0.0', integrity },
      }),
      [],
    ],
    [
      'an entry that is found in a neighbour only',
      lock({
        'node_modules/a': { version: '1.0.0', integrity, optionalDependencies: { c: '*' } },
        'node_modules/b/node_modules/c': { version: '1.0.0', integrity },
      }),
      ['c: no entry, though a may ask for it on another platform'],
    ],
    [
      'the registry',
      lock({
        'node_modules/a': { version: '1.0.0', integrity, resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz' },
      }),
      [],
    ],
    ...[
      'https://registry.example.org/a.tgz',
      'http://registry.npmjs.org/a.tgz',
      'git+ssh://git@github.com/a/a.git#1',
      'file:../a',
      'https://registry.npmjs.org.example.org/a',
    ].map((resolved): [string, Lockfile, string[]] => [
      resolved,
      lock({ 'node_modules/a': { version: '1.0.0', integrity, resolved } }),
      [`a@1.0.0: comes from ${resolved}, not from registry.npmjs.org`],
    ]),
    ['an old form', { lockfileVersion: 1 }, ['its version is 1: npm 7 and later write 3, which lists every package']],
    ['no lockfile', {}, ['its version is unknown: npm 7 and later write 3, which lists every package']],
  ])('is told of %s', (_, lockfile, problems) => {
    expect(lockfileProblems(lockfile)).toEqual(problems)
  })
})
