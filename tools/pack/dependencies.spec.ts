import { join } from 'node:path'
import { dependencyProblems } from './dependencies'
import { readSources } from './pack-all'

const manifest = (fields: object) => ({ name: 'p', version: '1.0.0', ...fields })
const by = (...names: string[]) => new Map(names.map((name) => [name, 'src/x.ts']))

describe('the dependencies that a package names', () => {
  it.each<[string, object, string[], string[] | undefined, string[]]>([
    ['are what it imports', { dependencies: { a: '1' }, peerDependencies: { b: '1' } }, ['a', 'b'], undefined, []],
    ['do not lack one', {}, ['a'], undefined, ['p: src/x.ts imports a, which package.json does not depend on']],
    ['are not those of its tests', { devDependencies: { a: '1' } }, ['a'], [], [expect.stringMatching('imports a')]],
    [
      'do not lack one that declarations mention',
      {},
      [],
      ['a'],
      ['p: its declarations mention a, which package.json does not depend on'],
    ],
    [
      'are all imported',
      { dependencies: { a: '1', b: '1' } },
      ['a'],
      undefined,
      ['p: package.json depends on b, which nothing imports'],
    ],
    ['may be mentioned by declarations only', { dependencies: { a: '1' } }, [], ['a'], []],
    ['may be imported for types only', { dependencies: { typed: '1' } }, [], undefined, []],
    ['may be of the host', { peerDependencies: { nx: '1' }, optionalDependencies: { c: '1' } }, [], undefined, []],
    ['need not be itself', {}, ['p'], undefined, []],
  ])('%s', (_, fields, imported, mentioned, problems) => {
    expect(
      dependencyProblems(
        manifest(fields),
        { packages: by(...imported), named: new Set(['typed']) },
        new Set(mentioned),
      ),
    ).toEqual(problems)
  })

  it('are right for every package of this repository', async () => {
    const sources = await readSources(join(__dirname, '../../packages'))
    expect(sources.map(({ manifest }) => manifest.name)).toContain('@bocas/nx')
    expect(sources.flatMap(({ manifest, reached }) => dependencyProblems(manifest, reached))).toEqual([])
  })
})
