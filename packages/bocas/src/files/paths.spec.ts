import { mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { freshFolder } from '../results/read/fixtures'
import { installedPackage, isBelowAny, isInstalled, isWithin, namesWithin, posixRelative, realPath } from './paths'

it.each([
  ['/w', '/w', true],
  ['/w', '/w/a/b.ts', true],
  ['/w', '/w/..data/x', true],
  ['/w', '/workspace', false],
  ['/w/a', '/w/b', false],
  ['/w', '/', false],
])('within %s lies %s: %s', (folder, path, is) => expect(isWithin(folder, path)).toBe(is))

it('knows what lies below any of some folders, and not what is one of them', () => {
  const folders = new Set(['/w/data', '/x'])
  expect(['/w/data', '/w/data/a', '/w/data/a/b', '/w', '/x/y'].filter((path) => isBelowAny(path, folders))).toEqual([
    '/w/data/a',
    '/w/data/a/b',
    '/x/y',
  ])
  expect(isBelowAny('/w/a', new Set(['/']))).toBe(true)
  expect(isBelowAny('/', new Set(['/']))).toBe(false)
  expect(isBelowAny('/w/data/a', new Set())).toBe(false)
})

it.each([
  ['node_modules/a/index.js', 'a'],
  ['/w/node_modules/@x/y/lib/index.js', '@x/y'],
  ['/w/node_modules/a/node_modules/b', 'b'],
  ['node_modules/a/node_modules/b/index.js', 'b'],
  ['node_modules/.pnpm/a@1.0.0/node_modules/@x/a/index.js', '@x/a'],
  ['C:\\w\\node_modules\\@x\\y\\index.js', '@x/y'],
  ['/w/node_modules.bak/a', undefined],
  ['/w/my_node_modules/a', undefined],
  ['/w/tasks/a', undefined],
])('%s is of the package %s', (path, name) => {
  expect(installedPackage(path.replaceAll('\\', process.platform === 'win32' ? '\\' : '/'))).toBe(name)
  expect(isInstalled(path)).toBe(name !== undefined)
})

it('says where a path leads, and leaves one that is not there as it is', () => {
  const folder = realpathSync(freshFolder())
  mkdirSync(join(folder, 'a'))
  symlinkSync(join(folder, 'a'), join(folder, 'b'), 'junction')
  expect(realPath(join(folder, 'b'))).toBe(join(folder, 'a'))
  expect(realPath(join(folder, 'c'))).toBe(join(folder, 'c'))
  expect(posixRelative(join(folder, 'a'), join(folder, 'c', 'd'))).toBe('../c/d')
})

it('names the files of a folder, those with odd names too, and none beside it', () => {
  const [root, ...files] = ['/w', '/w/a/b.ts', '/w/..data/x.csv', '/w/...', '/wx/a', '/a', '/'].map((path) =>
    resolve(path),
  )
  expect(namesWithin(root!, files)).toEqual(['a/b.ts', '..data/x.csv', '...'])
})
