import { readFileSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { testWorkspace, type TestWorkspace } from '../../test-workspace'
import { otherPackages } from '../../refusal'
import { installedOtherwise, npmClosure, type NpmClosure } from '../npm-closure'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

/** The same packages, as each manager has written them down: `pnpm install --lockfile-only` and its like. */
const LOCKFILES = {
  'npm 11': ['npm.json', 'package-lock.json'],
  'pnpm 10': ['pnpm-10.yaml', 'pnpm-lock.yaml'],
  'pnpm 8': ['pnpm-8.yaml', 'pnpm-lock.yaml'],
  'yarn 1': ['yarn-1.lock', 'yarn.lock'],
  'yarn 3': ['yarn-3.lock', 'yarn.lock'],
  'yarn 4': ['yarn-4.lock', 'yarn.lock'],
  'bun 1': ['bun-1.lock', 'bun.lock'],
} as const
type Manager = keyof typeof LOCKFILES
const MANAGERS = Object.keys(LOCKFILES) as Manager[]
const OTHERS = MANAGERS.filter((manager) => manager !== 'npm 11')

const textOf = (manager: Manager): string =>
  readFileSync(join(__dirname, 'test-lockfiles', LOCKFILES[manager][0]), 'utf8')

/** The workspace that the lockfiles are of, with one of them, and nothing installed but what says which peers it has. */
function write(manager: Manager, text = textOf(manager)): void {
  workspace.write({
    'package.json': {
      name: 'fixture',
      workspaces: ['packages/*'],
      dependencies: {
        knn: 'npm:ml-knn@3.0.0',
        react: '18.2.0',
        'to-regex-range': '^5.0.1',
        'use-sync-external-store': '1.2.0',
      },
      devDependencies: { turbo: '1.13.4' },
    },
    'packages/own/package.json': { name: 'own', version: '1.0.0', dependencies: { 'is-number': '^6.0.0' } },
    'node_modules/use-sync-external-store/package.json': {
      version: '1.2.0',
      peerDependencies: { react: '^18.0.0' },
    },
    [LOCKFILES[manager][1]]: text,
  })
}

const closure = (...places: string[]): NpmClosure =>
  npmClosure(
    workspace.root,
    places.map((place) => ({ folder: workspace.path(place) })),
  )

/** As npm names a package that is installed under another name: `knn`; the others name what it is. */
const asNpm = (name: string): string => (name === 'ml-knn' ? 'knn' : name)

const namesOf = ({ packages }: NpmClosure): unknown[] =>
  packages
    .map(({ name, version, uses = [] }) => [`${asNpm(name)}@${version}`, ...uses])
    .sort(([a], [b]) => (a! < b! ? -1 : 1))

const IMPORTED = ['knn', 'to-regex-range', 'turbo', 'use-sync-external-store'].map((name) => `node_modules/${name}`)

describe.each(OTHERS)('the lockfile of %s', (manager) => {
  it('says which packages code reaches, and which versions each is given, as npm’s does', () => {
    write('npm 11')
    const expected = namesOf(closure(...IMPORTED))
    expect(expected).toHaveLength(15)
    rmSync(workspace.path('package-lock.json'))
    write(manager)
    expect(namesOf(closure(...IMPORTED))).toEqual(expected)
  })

  it('says what code of a package of the workspace is given, which has a version of its own', () => {
    write(manager)
    expect(namesOf(closure('packages/own/node_modules/is-number'))).toEqual([['is-number@6.0.0']])
    expect(namesOf(closure('node_modules/to-regex-range'))).toEqual([
      ['is-number@7.0.0'],
      ['to-regex-range@5.0.1', 'is-number@7.0.0'],
    ])
  })

  it('pins each by what is downloaded; nothing by what this machine has installed', () => {
    write(manager)
    const before = closure(...IMPORTED)
    expect(before.packages.filter(({ integrity }) => !integrity)).toEqual([])
    workspace.install('turbo', '1.13.4')
    workspace.install('turbo-linux-64', '1.13.4', 'binary')
    expect(closure(...IMPORTED).packages).toEqual(before.packages)
  })

  it('moves with a version that is installed anew, and what reaches that', () => {
    const text = textOf(manager)
    write(manager)
    const before = namesOf(closure(...IMPORTED))
    write(manager, text.replaceAll('react@18.2.0', 'react@18.2.9').replaceAll(/version:? "?18\.2\.0"?/g, (line) => line.replace('18.2.0', '18.2.9')).replaceAll(': 18.2.0', ': 18.2.9').replaceAll('npm:18.2.0', 'npm:18.2.9').replaceAll('/react/-/react-18.2.0', '/react/-/react-18.2.9')) // prettier-ignore
    workspace.write({ 'package.json': JSON.parse(readFileSync(workspace.path('package.json'), 'utf8').replace('"react": "18.2.0"', `"react": "${manager.startsWith('yarn') ? '18.2.9' : '18.2.0'}"`)) as object }) // prettier-ignore
    const after = namesOf(closure(...IMPORTED))
    expect(after).not.toEqual(before)
    expect(JSON.stringify(after)).toBe(JSON.stringify(before).replaceAll('react@18.2.0', 'react@18.2.9'))
  })

  it('is compared with what is installed, also where a package is installed for another one', () => {
    write(manager)
    workspace.install('to-regex-range', '5.0.1')
    workspace.install('is-number', '7.0.1', '', 'node_modules/to-regex-range/node_modules')
    workspace.install('turbo', '1.13.5')
    const found = closure(...IMPORTED)
    expect(installedOtherwise(workspace.root, found)).toEqual([
      { folder: 'node_modules/turbo', pinned: '1.13.4', installed: '1.13.5' },
      { folder: 'node_modules/to-regex-range/node_modules/is-number', pinned: '7.0.0', installed: '7.0.1' },
    ])
    const [, file] = LOCKFILES[manager]
    const command = { pnpm: 'pnpm install', yarn: 'yarn install', bun: 'bun install' }[file.split(/[-.]/)[0]!]
    expect(otherPackages(workspace.root, found.folders)?.message.split('\n')[0]).toBe(
      `what is installed is not what ${file} says, so results would stand under wrong keys: run ${command} --frozen-lockfile`,
    )
  })

  it('gives its packages the key that they have where they are as published; changed in place, another', () => {
    write(manager)
    workspace.install('to-regex-range', '5.0.1')
    const before = closure('node_modules/to-regex-range').packages
    expect(before.filter(({ content }) => content)).toEqual([])
    workspace.install('to-regex-range', '5.0.1', 'exports.changed = 1')
    return new Promise((resolve) => setTimeout(resolve, 210)).then(() => {
      const [, changed] = closure('node_modules/to-regex-range').packages
      expect(changed).toEqual({ ...before[1], content: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    })
  })

  it('is read once, and again when it has changed', () => {
    write(manager)
    const file = workspace.path(LOCKFILES[manager][1])
    utimesSync(file, 1, 1)
    const before = namesOf(closure(...IMPORTED))
    // Another process: what the first has remembered is on the disk only.
    jest.isolateModules(() => {
      const other = require('../npm-closure') as { npmClosure: typeof npmClosure } // eslint-disable-line @typescript-eslint/no-require-imports
      const again = other.npmClosure(workspace.root, IMPORTED.map((place) => ({ folder: workspace.path(place) }))) // prettier-ignore
      expect(namesOf(again)).toEqual(before)
    })
    workspace.write({ [LOCKFILES[manager][1]]: `<<<<<<< HEAD\n${textOf(manager)}` })
    expect(() => closure(...IMPORTED)).toThrow(`${LOCKFILES[manager][1]} cannot be read: line 1 is a conflict of git`)
  })

  it('leaves to what is installed what it does not list', () => {
    write(manager)
    workspace.install('unlisted', '1.2.3')
    const [found] = closure('node_modules/unlisted').packages
    expect(found).toMatchObject({ name: 'unlisted', version: '1.2.3', content: expect.any(String) as string })
  })
})

it('that is npm’s goes first', () => {
  for (const manager of OTHERS) write(manager, '<<<<<<< no lockfile')
  write('npm 11')
  expect(closure('node_modules/knn').packages.map(({ name }) => name)).toEqual(['knn', 'ml-distance-euclidean'])
})

it.each(['lockfileVersion: 5.4\npackages:\n  /a/1.0.0: {}\n', 'lockfileVersion: 5.3\n', ''])(
  'that is an old pnpm’s is not read, and what is installed is: %j',
  (text) => {
    workspace.write({ 'pnpm-lock.yaml': text })
    workspace.install('a', '1.0.1')
    expect(closure('node_modules/a').packages).toMatchObject([{ name: 'a', version: '1.0.1' }])
  },
)

it.each([
  ['pnpm-lock.yaml', 'importers: [1, {a: b}'],
  ['yarn.lock', '__metadata:\n  version: 8\n"a: [1\n'],
  ['bun.lock', '{ "packages": '],
])('%s that is none is named', (file, text) => {
  workspace.write({ [file]: text })
  expect(() => closure('node_modules/a')).toThrow(new RegExp(`^${file.replace('.', '\\.')} cannot be read: .*; mend it, or run `)) // prettier-ignore
})

describe('a package that is not only downloaded', () => {
  const versions = (file: string, text: string, imported: string, more: Record<string, unknown> = {}): unknown => {
    workspace.write({ [file]: text, ...more })
    return closure(`node_modules/${imported}`).packages
  }

  it('counts with its patch: pnpm', () => {
    const lock = (hash: string): string =>
      `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: ^1, version: 1.0.0(patch_hash=${hash})}\npackages:\n  a@1.0.0:\n    resolution: {integrity: sha512-a}\nsnapshots:\n  a@1.0.0(patch_hash=${hash}): {}\n`
    expect(versions('pnpm-lock.yaml', lock('one'), 'a')).toEqual([
      { name: 'a', version: '1.0.0', integrity: 'sha512-a (patch_hash=one)' },
    ])
  })

  it('counts with its patch, also where only `resolutions` say so: yarn', () => {
    const text = `__metadata:\n  version: 8\n"a@npm:1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  checksum: 10c0/a\n"a@patch:a@npm%3A1.0.0#~/.yarn/patches/a.patch":\n  version: 1.0.0\n  resolution: "a@patch:a@npm%3A1.0.0#~/.yarn/patches/a.patch::version=1.0.0&hash=12"\n  checksum: 10c0/patched\n"b@npm:^1":\n  version: 1.0.0\n  resolution: "b@npm:1.0.0"\n  checksum: 10c0/b\n  dependencies:\n    a: "npm:^1"\n"ws@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "ws@workspace:."\n  dependencies:\n    b: "npm:^1"\n`
    expect(versions('yarn.lock', text, 'b')).toEqual([
      { name: 'a', version: '1.0.0', integrity: '10c0/a' },
      { name: 'a', version: '1.0.0', integrity: '10c0/patched' },
      { name: 'b', version: '1.0.0', integrity: '10c0/b', uses: ['a@1.0.0', 'a@1.0.0'] },
    ])
  })

  it('counts by its files where its patch has a name only: bun', () => {
    const text = `{ "lockfileVersion": 1, "workspaces": { "": { "name": "x" }, }, "patchedDependencies": { "a@1.0.0": "patches/a.patch", }, "packages": { "a": ["a@1.0.0", "", {}, "sha512-a"], } }`
    workspace.install('a', '1.0.0')
    expect(versions('bun.lock', text, 'a')).toEqual([
      { name: 'a', version: '1.0.0', content: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ])
  })

  it('is pinned by its address, from git', () => {
    const pnpm = `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {specifier: x/a, version: https://codeload.github.com/x/a/tar.gz/12}\npackages:\n  a@https://codeload.github.com/x/a/tar.gz/12:\n    resolution: {tarball: https://codeload.github.com/x/a/tar.gz/12}\n    version: 1.0.0\nsnapshots:\n  a@https://codeload.github.com/x/a/tar.gz/12: {}\n`
    expect(versions('pnpm-lock.yaml', pnpm, 'a')).toEqual([
      { name: 'a', version: '1.0.0', integrity: 'https://codeload.github.com/x/a/tar.gz/12' },
    ])
  })

  it('is linked in from the workspace: its files count, and what it is given', () => {
    const pnpm = `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      own: {specifier: workspace:*, version: link:packages/own}\n  packages/own:\n    dependencies:\n      b: {specifier: ^1, version: 1.0.0}\npackages:\n  b@1.0.0:\n    resolution: {integrity: sha512-b}\nsnapshots:\n  b@1.0.0: {}\n`
    workspace.write({ 'packages/own/package.json': { name: 'own' }, 'packages/own/index.js': '1' })
    workspace.link('node_modules/own', 'packages/own')
    const bun = `{ "packages": { "own": ["own@workspace:packages/own", { "dependencies": { "b": "^1" } }], "b": ["b@1.0.0", "", {}, "sha512-b"], } }`
    const expected = [
      { name: 'b', version: '1.0.0', integrity: 'sha512-b' },
      { name: 'own', version: 'unversioned', content: expect.any(String) as string, uses: ['b@1.0.0'] },
    ]
    expect(versions('pnpm-lock.yaml', pnpm, 'own')).toEqual(expected)
    rmSync(workspace.path('pnpm-lock.yaml'))
    expect(versions('bun.lock', bun, 'own')).toEqual(expected)
  })
})

it('packages that pnpm links to are looked at where they lie', () => {
  const store = 'node_modules/.pnpm'
  write('pnpm 10')
  workspace.install('to-regex-range', '5.0.1', '1', `${store}/to-regex-range@5.0.1/node_modules`)
  workspace.install('is-number', '7.0.1', '1', `${store}/is-number@7.0.1/node_modules`)
  workspace.link('node_modules/to-regex-range', `${store}/to-regex-range@5.0.1/node_modules/to-regex-range`)
  workspace.link(
    `${store}/to-regex-range@5.0.1/node_modules/is-number`,
    `${store}/is-number@7.0.1/node_modules/is-number`,
  )
  const found = closure('node_modules/to-regex-range')
  expect(installedOtherwise(workspace.root, found)).toEqual([
    { folder: `${store}/is-number@7.0.1/node_modules/is-number`, pinned: '7.0.0', installed: '7.0.1' },
  ])
})
