import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { workspacePaths, type PinnedPackage } from 'bocas/internal/light'
import { npmClosure } from './npm-closure'
import { filesOfTar } from './npm-tarball'
import { changedPackages } from './package-content'
import { testWorkspace, type TestWorkspace } from '../test-workspace'

let workspace: TestWorkspace
const { npm_config_cache: cache } = process.env
beforeEach(() => {
  workspace = testWorkspace()
  process.env.npm_config_cache = workspace.path('npm-cache')
})
afterEach(() => {
  workspace.remove()
  rmSync(`${workspace.root}-a`, { recursive: true, force: true })
  if (cache === undefined) delete process.env.npm_config_cache
  else process.env.npm_config_cache = cache
})

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{"name":"a","version":"1.0.0"}',
  'index.js': 'exports.a = 1',
  'lib/deep/data.json': '{"a":1}',
  'lib/core.wasm': 'wasm',
  'index.d.ts': 'export const a: 1',
  'index.js.map': '{}',
  'README.md': 'a',
}

/** A tar archive as npm makes them: one folder, long names with pax. */
function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const entry = (name: string, content: string, kind = '0'): Buffer => {
    const head = Buffer.alloc(512)
    head.write(name, 0)
    head.write(Buffer.byteLength(content).toString(8).padStart(11, '0'), 124)
    head.write(kind, 156)
    head.write('ustar', 257)
    return Buffer.concat([head, Buffer.from(content), Buffer.alloc((512 - (Buffer.byteLength(content) % 512)) % 512)])
  }
  const pax = (name: string): Buffer[] => {
    if (name.length < 100) return []
    const rest = ` path=${name}\n`
    return [entry('PaxHeader', `${rest.length + String(rest.length + 3).length}${rest}`, 'x')]
  }
  return Buffer.concat([
    ...Object.entries(files).flatMap(([name, content]) => [
      ...pax(`package/${name}`),
      entry(`package/${name}`.slice(0, 100), content),
    ]),
    Buffer.alloc(1024),
  ])
}

/** Puts a package into npm's cache; the integrity by which it lies there. */
function publish(files: Readonly<Record<string, string>>): string {
  const packed = gzipSync(tarOf(files))
  const hash = createHash('sha512').update(packed)
  const hex = hash.copy().digest('hex')
  const place = workspace.path('npm-cache/_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4))
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, packed)
  return `sha512-${hash.digest('base64')}`
}

const install = (files: Readonly<Record<string, string>> = FILES, into = 'node_modules/a'): void =>
  workspace.write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${into}/${name}`, text])))

const lock = (packages: Readonly<Record<string, unknown>>): void =>
  workspace.write({ 'package-lock.json': { lockfileVersion: 3, packages } })

/** The package as it is in keys now. Looks count for a moment, which is let pass. */
async function pinned(name = 'a'): Promise<PinnedPackage | undefined> {
  await new Promise((resolve) => setTimeout(resolve, 210))
  const { packages } = npmClosure(workspace.root, [{ folder: workspace.path('node_modules', name) }])
  return packages.find((one) => one.name === name)
}

const edit = (file: string, text = ' '): void => appendFileSync(workspace.path('node_modules/a', file), text)
/** Later, when another command asks. */
const changed = async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_010))
  return changedPackages(workspace.root)
}
/** As if the package had been installed a while ago: what is newer is read again each time. */
const settle = (): void => {
  for (const file of Object.keys(FILES)) utimesSync(workspace.path('node_modules/a', file), 1, 1)
}

describe('an installed package that is as it was published', () => {
  it.each([
    ['in npm’s cache', true],
    ['and is seen for the first time', false],
  ])('is in keys by its integrity only: %s', async (_, isCached) => {
    const integrity = isCached ? publish(FILES) : 'sha512-unknown'
    lock({ 'node_modules/a': { version: '1.0.0', integrity } })
    install()
    const expected = { name: 'a', version: '1.0.0', integrity }
    expect(await pinned()).toEqual(expected)
    settle()
    expect(await pinned()).toEqual(expected)
    expect(await changed()).toEqual([])
  })

  it.each<[string, () => void]>([
    ['is not installed', () => rmSync(workspace.path('node_modules/a'), { recursive: true })],
    ['has other times and rights', () => { settle(); chmodSync(workspace.path('node_modules/a/index.js'), 0o755) }], // prettier-ignore
    ['was installed again', () => { rmSync(workspace.path('node_modules/a'), { recursive: true }); install() }], // prettier-ignore
    ['has other types', () => edit('index.d.ts')],
    ['has other source maps', () => edit('index.js.map')],
    ['has another text for people', () => edit('README.md')],
    [
      'holds what a system left',
      () => workspace.write({ 'node_modules/a/lib/.DS_Store': '1', 'node_modules/a/Thumbs.db': '1' }),
    ],
    ['holds the cache of a tool', () => workspace.write({ 'node_modules/a/.cache/x.js': '1' })],
    ['holds a package of its own', () => workspace.write({ 'node_modules/a/node_modules/b/index.js': '1' })],
  ])('has the same key when it %s', async (_, change) => {
    lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })
    install()
    const before = await pinned()
    change()
    expect(await pinned()).toEqual(before)
  })
})

describe('an installed package that is not what its integrity says', () => {
  const CHANGES: readonly [string, () => void][] = [
    ['a script', () => edit('index.js')],
    ['data', () => edit('lib/deep/data.json')],
    ['compiled code', () => edit('lib/core.wasm')],
    ['its package.json', () => edit('package.json')],
    ['a script, of the same size and time', () => {
      const file = workspace.path('node_modules/a/index.js')
      const { atime, mtime } = statSync(file)
      writeFileSync(file, 'exports.a = 2')
      utimesSync(file, atime, mtime)
    }],
    ['a file more', () => workspace.write({ 'node_modules/a/lib/more.js': '' })],
    ['a file less', () => rmSync(workspace.path('node_modules/a/lib/core.wasm'))],
    ['a file of another name', () => renameSync(workspace.path('node_modules/a/index.js'), workspace.path('node_modules/a/main.js'))],
  ] // prettier-ignore

  it.each(CHANGES)(
    'is in keys by its content: %s is changed in place; and changed back, as before',
    async (_, change) => {
      lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })
      install()
      settle()
      const before = await pinned()
      change()
      const patched = await pinned()
      expect(patched).toEqual({ ...before, content: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
      expect(await changed()).toEqual([['/node_modules/a', patched!.content]])
      // Also to who did not see it before.
      rmSync(workspacePaths(workspace.root).plans, { recursive: true })
      expect(await pinned()).toEqual(patched)
      rmSync(workspace.path('node_modules/a'), { recursive: true })
      install()
      expect(await pinned()).toEqual(before)
      expect(await changed()).toEqual([])
    },
  )

  it.each(CHANGES)('is found out by npm’s cache where it was changed before anybody looked: %s', async (_, change) => {
    lock({ 'node_modules/a': { version: '1.0.0', integrity: publish(FILES) } })
    install()
    change()
    expect((await pinned())?.content).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is found out by its patch where npm’s cache has it no more', async () => {
    for (const [name, patch] of [['a', 'a+1.0.0.patch'], ['@s/a', 'b++@s+a+1.0.0.patch']] as const) {
      lock({ [`node_modules/${name}`]: { version: '1.0.0', integrity: 'sha512-x' } })
      install(FILES, `node_modules/${name}`)
      workspace.write({ [`patches/${patch}`]: 'diff' })
      expect((await pinned(name))?.content).toMatch(/^[0-9a-f]{64}$/)
    }
  }) // prettier-ignore

  it('has the same content on all machines, and another for another patch', async () => {
    const contents: unknown[] = []
    for (const text of ['1', '1', '2']) {
      workspace.remove()
      workspace = testWorkspace()
      lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })
      install()
      await pinned()
      edit('index.js', text)
      contents.push((await pinned())?.content)
    }
    expect(contents[1]).toBe(contents[0])
    expect(contents[2]).not.toBe(contents[0])
  })

  it('is not believed on a cache that is damaged', async () => {
    const integrity = publish(FILES)
    const hex = Buffer.from(integrity.slice(7), 'base64').toString('hex')
    writeFileSync(
      workspace.path('npm-cache/_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)),
      gzipSync(tarOf({ 'index.js': '' })),
    )
    lock({ 'node_modules/a': { version: '1.0.0', integrity } })
    install()
    expect((await pinned())?.content).toBeUndefined()
  })
})

describe('an installed package that no lockfile pins', () => {
  it.each<[string, () => void]>([
    ['is absent from the lockfile', () => { lock({}); install() }],
    ['is installed without a lockfile', () => install()],
    ['is linked in', () => {
      install(FILES, 'packages/a')
      workspace.link('node_modules/a', 'packages/a')
      lock({ 'node_modules/a': { resolved: 'packages/a', link: true }, 'packages/a': { version: '1.0.0' } })
    }],
    ['is linked in from elsewhere by npm link', () => {
      workspace.write(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`../${basename(workspace.root)}-a/${name}`, text])))
      workspace.link('node_modules/a', `${workspace.root}-a`)
      lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })
    }],
  ])('is in keys by its content: it %s', async (_, make) => {
    make()
    const before = await pinned()
    expect(before?.content).toMatch(/^[0-9a-f]{64}$/)
    edit('index.js')
    expect((await pinned())?.content).not.toBe(before!.content)
    edit('README.md')
    expect((await pinned())?.version).toBe('1.0.0')
  }) // prettier-ignore

  it('brings what it needs itself: a linked package of an installed one, seen from where it lies', async () => {
    lock({
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', dependencies: { b: '*' } },
      'node_modules/b': { resolved: 'packages/b', link: true },
      'packages/b': { version: '2.0.0', dependencies: { c: '*' } },
      'packages/b/node_modules/c': { version: '3.0.0' },
      'node_modules/c': { version: '1.0.0' },
    })
    const { packages } = npmClosure(workspace.root, [{ folder: workspace.path('node_modules/a') }])
    expect(packages.map(({ name, version, uses }) => [name, version, uses])).toEqual([
      ['a', '1.0.0', ['b@2.0.0']],
      ['b', '2.0.0', ['c@3.0.0']],
      ['c', '3.0.0', undefined],
    ])
  })
})

describe('a package that is built when it is installed', () => {
  const built = { ...FILES, 'package.json': '{"name":"a","version":"1.0.0","scripts":{"install":"node-gyp rebuild"}}' }

  it('has the key of its integrity on each machine, whatever that made of it; changed in place, another', async () => {
    const keys: unknown[] = []
    for (const machine of ['x64', 'arm64']) {
      workspace.remove()
      workspace = testWorkspace()
      process.env.npm_config_cache = workspace.path('npm-cache')
      lock({ 'node_modules/a': { version: '1.0.0', integrity: publish(built) } })
      install({ ...built, 'build/Release/a.node': machine, 'bin/a': machine })
      keys.push(await pinned())
      workspace.write({ 'node_modules/a/build/Release/a.node': 'made anew' })
      keys.push(await pinned())
    }
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1)
    edit('index.js')
    expect((await pinned())?.content).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the files of an archive', () => {
  it('are found with names of any length', () => {
    const long = `${'deep/'.repeat(40)}x.js`
    const files = [...filesOfTar(tarOf({ 'a.js': '1', [long]: '2', empty: '', 'b.js': 'x'.repeat(513) }))]
    expect(files.map(([name, content]) => [name, content.length])).toEqual([
      ['package/a.js', 1],
      [join('package', long), 1],
      ['package/empty', 0],
      ['package/b.js', 513],
    ])
  })
})
