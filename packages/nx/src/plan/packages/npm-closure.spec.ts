import { installedOtherwise, npmClosure, pinnedPackage } from './npm-closure'
import { packageName } from './package-folder'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const lock = (packages: Readonly<Record<string, unknown>>): void =>
  workspace.write({ 'package-lock.json': { lockfileVersion: 3, packages } })

const closure = (imported: readonly string[], options = {}): ReturnType<typeof npmClosure> =>
  npmClosure(
    workspace.root,
    imported.map((folder) => ({ folder: workspace.path(folder) })),
    options,
  )

const names = (imported: string, options = {}): string[] =>
  closure([`node_modules/${imported}`], options).packages.map(({ name, version }) => `${name}@${version}`)

describe('the npm packages that code reaches', () => {
  it('are followed through the lockfile, to the nested versions that Node would load', () => {
    lock({
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^2', c: '*' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '3.0.0' },
      'node_modules/d': { version: '4.0.0' },
    })
    expect(names('a')).toEqual(['a@1.0.0', 'b@2.0.0', 'c@3.0.0'])
  })

  it('are pinned by integrity, and by address where there is none; each says what it is given', () => {
    lock({
      'node_modules/a': {
        version: '1.0.0',
        integrity: 'sha512-a',
        resolved: 'https://x/a',
        dependencies: { git: '*' },
      },
      'node_modules/git': { version: '2.0.0', resolved: 'git+ssh://x/git.git#1234' },
    })
    expect(closure(['node_modules/a'])).toEqual({
      packages: [
        { name: 'a', version: '1.0.0', integrity: 'sha512-a', uses: ['git@2.0.0'] },
        { name: 'git', version: '2.0.0', integrity: 'git+ssh://x/git.git#1234' },
      ],
      topLevel: ['a'],
      folders: [
        { folder: 'node_modules/a', version: '1.0.0' },
        { folder: 'node_modules/git', version: '2.0.0' },
      ],
    })
  })

  it('are others when two versions of one change places, though both stay', () => {
    const packages = (atTop: string, nested: string): Record<string, unknown> => ({
      'node_modules/a': { version: '1.0.0', dependencies: { x: '*' } },
      'node_modules/b': { version: '1.0.0', dependencies: { x: '*' } },
      'node_modules/x': { version: atTop },
      'node_modules/b/node_modules/x': { version: nested },
    })
    lock(packages('1.0.0', '2.0.0'))
    const before = closure(['node_modules/a', 'node_modules/b']).packages
    lock(packages('2.0.0', '1.0.0'))
    const after = closure(['node_modules/a', 'node_modules/b']).packages
    expect(after.map(({ name, version }) => name + version)).toEqual(before.map(({ name, version }) => name + version))
    expect(after).not.toEqual(before)
  })

  it('include optional ones of every platform and peers that are there, so that all machines agree', () => {
    lock({
      'node_modules/a': {
        version: '1.0.0',
        optionalDependencies: { 'a-linux': '*', 'a-darwin': '*' },
        peerDependencies: { peer: '*', absent: '*' },
      },
      'node_modules/a-linux': { version: '1.0.0', optional: true },
      'node_modules/a-darwin': { version: '1.0.0', optional: true },
      'node_modules/peer': { version: '5.0.0' },
    })
    expect(names('a')).toEqual(['a@1.0.0', 'a-darwin@1.0.0', 'a-linux@1.0.0', 'peer@5.0.0'])
  })

  it('may need each other', () => {
    lock({
      'node_modules/a': { version: '1.0.0', dependencies: { b: '*' } },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '*' } },
    })
    expect(names('a')).toEqual(['a@1.0.0', 'b@1.0.0'])
  })

  it('leave out one package and what only it needs, wherever it is needed', () => {
    lock({
      'node_modules/@bocas/tfjs': { version: '0.1.0', dependencies: { bocas: '0.1.0', tf: '^4' } },
      'node_modules/bocas': { version: '0.1.0', dependencies: { zod: '^4', shared: '*' } },
      'node_modules/shared': { version: '1.0.0' },
      'node_modules/tf': { version: '4.0.0', dependencies: { shared: '*' } },
      'node_modules/zod': { version: '4.0.0' },
    })
    expect(names('@bocas/tfjs', { without: 'bocas' })).toEqual(['@bocas/tfjs@0.1.0', 'shared@1.0.0', 'tf@4.0.0'])
    expect(names('@bocas/tfjs')).toContain('zod@4.0.0')
  })

  it('are those at the top for Nx only when the lockfile lists them there', () => {
    lock({ 'node_modules/a': { version: '1.0.0' }, 'packages/t/node_modules/b': { version: '1.0.0' } })
    workspace.install('unlisted', '1.0.0')
    expect(closure(['node_modules/a', 'packages/t/node_modules/b', 'node_modules/unlisted']).topLevel).toEqual(['a'])
  })

  it('are read as they are installed without a lockfile, also where links lead to them as with pnpm', () => {
    const store = 'node_modules/.pnpm'
    workspace.write({
      [`${store}/a@1.0.0/node_modules/a/package.json`]: { name: 'a', version: '1.0.0', dependencies: { b: '*' } },
      [`${store}/b@2.0.0/node_modules/b/package.json`]: { name: 'b', version: '2.0.0', dependencies: { c: '*' } },
      [`${store}/c@3.0.0/node_modules/c/package.json`]: { name: 'c', version: '3.0.0' },
    })
    workspace.link('node_modules/a', `${store}/a@1.0.0/node_modules/a`)
    workspace.link(`${store}/a@1.0.0/node_modules/b`, `${store}/b@2.0.0/node_modules/b`)
    workspace.link(`${store}/b@2.0.0/node_modules/c`, `${store}/c@3.0.0/node_modules/c`)
    expect(names('a')).toEqual(['a@1.0.0', 'b@2.0.0', 'c@3.0.0'])
  })
})

describe('a package', () => {
  it.each([
    ['ml-knn', 'ml-knn'],
    ['ml-knn/lib/x.js', 'ml-knn'],
    ['@scope/name', '@scope/name'],
    ['@scope/name/sub/x', '@scope/name'],
  ])('of the import %s is %s', (specifier, name) => expect(packageName(specifier)).toBe(name))

  it('is pinned as seen from the workspace root, with the change of a lockfile seen at once', () => {
    lock({ 'node_modules/a': { version: '1.0.0' } })
    expect(pinnedPackage(workspace.root, 'a')).toEqual({ name: 'a', version: '1.0.0' })
    lock({ 'node_modules/a': { version: '1.0.1' } })
    expect(pinnedPackage(workspace.root, 'a')).toEqual({ name: 'a', version: '1.0.1' })
    expect(pinnedPackage(workspace.root, 'gone')).toBeUndefined()
  })

  it('that is installed in another version than the pinned one is told; one that is not installed is not', () => {
    lock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1' },
    })
    workspace.install('a', '1.0.1')
    workspace.install('b', '1.0.0')
    const found = installedOtherwise(workspace.root, closure(['node_modules/a', 'node_modules/b', 'node_modules/c']))
    expect(found).toEqual([{ folder: 'node_modules/a', pinned: '1.0.0', installed: '1.0.1' }])
  })

  it('cannot be looked up in a lockfile that is no JSON, and the error names the file', () => {
    workspace.write({ 'package-lock.json': '<<<<<<< HEAD\n' })
    expect(() => closure(['node_modules/a'])).toThrow(
      /^package-lock\.json cannot be read: .*; mend it, or run npm install$/,
    )
  })
})
