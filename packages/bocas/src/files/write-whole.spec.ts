import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { freshFolder } from '../results/read/fixtures'
import { writeWhole } from './write-whole'

afterEach(() => void jest.restoreAllMocks())

describe('writeWhole', () => {
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
    jest.spyOn(fs, 'writeFile').mockImplementation(((part: string) => {
      writeFileSync(part, 'hal')
      return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))
    }) as never)
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
