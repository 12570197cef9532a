import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderSize } from './folder-size'

describe('the size of a folder', () => {
  it('counts the files in it and below it, and their bytes; a link counts for itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-size-'))
    try {
      mkdirSync(join(folder, 'a', 'b'), { recursive: true })
      writeFileSync(join(folder, 'one'), 'x'.repeat(10))
      writeFileSync(join(folder, 'a', 'b', 'two'), 'x'.repeat(100))
      symlinkSync('one', join(folder, 'link'))
      expect(folderSize(folder)).toEqual({ files: 3, bytes: 10 + 100 + 'one'.length })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('is nothing where there is none', () => {
    expect(folderSize(join(tmpdir(), 'there is no such folder'))).toEqual({ files: 0, bytes: 0 })
  })
})
