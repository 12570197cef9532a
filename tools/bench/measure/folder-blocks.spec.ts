import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderBlocks } from './folder-blocks'

describe('what a folder takes of the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-blocks-'))
  mkdirSync(join(folder, 'below'))
  writeFileSync(join(folder, 'below', 'large'), Buffer.alloc(100_000, 1))
  writeFileSync(join(folder, 'small.map'), 'x'.repeat(5000))

  it('is at least the bytes of its files, those below it among them, in whole blocks', () => {
    expect(folderBlocks(folder)).toBeGreaterThanOrEqual(105_000)
    expect(folderBlocks(folder) % 512).toBe(0)
  })

  it('leaves out the files that do not count', () => {
    const maps = folderBlocks(folder, (file) => file.endsWith('.map'))
    expect(folderBlocks(folder) - maps).toBeGreaterThanOrEqual(100_000)
    expect(maps).toBeGreaterThanOrEqual(5000)
  })
})
