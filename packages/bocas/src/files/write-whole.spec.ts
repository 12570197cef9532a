import sync, { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { freshFolder } from '../results/read/fixtures'
import { writeWhole, writeWholeSync } from './write-whole'

afterEach(() => void jest.restoreAllMocks())

const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
const write = writeFileSync
const fillDisk = {
  writeWhole: () =>
    jest.spyOn(fs, 'writeFile').mockImplementation(((part: string) => {
      write(part, 'hal')
      return Promise.reject(full)
    }) as never),
  writeWholeSync: () =>
    jest.spyOn(sync, 'writeFileSync').mockImplementation((part) => {
      const file = sync.openSync(part as string, 'w')
      sync.writeSync(file, 'hal')
      sync.closeSync(file)
      throw full
    }),
}

describe.each([
  ['writeWhole', writeWhole],
  ['writeWholeSync', async (file: string, data: string | Uint8Array) => writeWholeSync(file, data)],
] as const)('%s', (name, writeWhole) => {
  it('writes a file into a folder that is not there yet, and over an earlier one', async () => {
    const file = join(freshFolder(), 'a', 'b.json')
    await writeWhole(file, 'one')
    await writeWhole(file, Buffer.from('two'))
    expect(readFileSync(file, 'utf8')).toBe('two')
    expect(readdirSync(join(file, '..'))).toEqual(['b.json'])
  })

  it('leaves what was there, and nothing beside it, when the disk is full in the midst of it', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'a.json'), 'before')
    fillDisk[name]()
    await expect(writeWhole(join(folder, 'a.json'), 'half of it')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readdirSync(folder)).toEqual(['a.json'])
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('before')
  })

  it('leaves nothing beside a place that cannot be taken', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'a.json', 'in the way'), { recursive: true })
    await expect(writeWhole(join(folder, 'a.json'), 'x')).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['a.json'])
  })
})
