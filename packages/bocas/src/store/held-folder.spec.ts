import fs, { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdFolder, type LostFolder } from './held-folder'

let base: string
let folder: string
beforeEach(() => {
  base = fs.realpathSync(mkdtempSync(join(tmpdir(), 'held-')))
  folder = join(base, 'a', 'folder')
  mkdirSync(folder, { recursive: true })
})
afterEach(() => {
  jest.restoreAllMocks()
  rmSync(base, { recursive: true })
})

const inBase = (...parts: string[]): string => join(base, ...parts)
const isLinux = process.platform === 'linux'

describe('a folder that is held', () => {
  it.each<[string, () => void, LostFolder['how'] | 'there']>([
    ['is left alone', () => undefined, 'there'],
    ['is filled and emptied', () => (writeFileSync(join(folder, 'x'), ''), rmSync(join(folder, 'x'))), 'there'],
    ['is removed', () => rmSync(folder, { recursive: true }), 'removed'],
    ['is removed and made anew', () => (rmSync(folder, { recursive: true }), mkdirSync(folder)), 'removed'],
    [
      'is removed with the one around it',
      () => (rmSync(inBase('a'), { recursive: true }), mkdirSync(folder, { recursive: true })),
      'removed',
    ],
    ['is replaced by a file', () => (rmSync(folder, { recursive: true }), writeFileSync(folder, '')), 'removed'],
    ['is under a file', () => (rmSync(inBase('a'), { recursive: true }), writeFileSync(inBase('a'), '')), 'removed'],
    ['is moved', () => renameSync(folder, inBase('b')), { movedTo: 'b' }],
    ['is moved and made anew', () => (renameSync(folder, inBase('b')), mkdirSync(folder)), { movedTo: 'b' }],
    ['is moved with the one around it', () => renameSync(inBase('a'), inBase('b')), { movedTo: 'b/folder' }],
    ['is moved away and back', () => (renameSync(folder, inBase('b')), renameSync(inBase('b'), folder)), 'there'],
    [
      'is moved, with a link in its place',
      () => (renameSync(folder, inBase('b')), symlinkSync('../b', folder)),
      'there',
    ],
  ])('and %s: %#', (_, happens, expected) => {
    const held = holdFolder(folder)!
    happens()
    const how = typeof expected === 'object' ? { movedTo: inBase(expected.movedTo) } : expected
    if (expected === 'there') expect(held.lost()).toBeUndefined()
    else expect(held.lost()).toEqual(isLinux ? { path: folder, how } : { path: folder })
    held.release()
  })

  it('by a link is the one that the link leads to', () => {
    symlinkSync(folder, inBase('link'))
    const held = holdFolder(inBase('link'))!
    expect(held.lost()).toBeUndefined()
    unlinkSync(inBase('link'))
    expect(held.lost()?.path).toBe(inBase('link'))
    held.release()
  })

  it('is told from another one also where folders cannot be opened', () => {
    jest.spyOn(fs, 'openSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' })
    })
    const held = holdFolder(folder)!
    expect(held.lost()).toBeUndefined()
    renameSync(folder, inBase('b'))
    expect(held.lost()).toEqual({ path: folder })
    held.release()
  })

  it.each(['EIO', 'ESTALE', 'EACCES', 'ETIMEDOUT'])('is not lost while the system says %s', (code) => {
    const held = holdFolder(folder)!
    jest.spyOn(fs, 'statSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code })
    })
    expect(held.lost()).toBeUndefined()
    held.release()
  })

  it('is none when it is not there', () => expect(holdFolder(inBase('none'))).toBeUndefined())
})
