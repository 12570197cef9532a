import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { tarball } from './pack-paper'

const LONG = `figures/${'a'.repeat(90)}/${'b'.repeat(80)}.pdf`
const FILES = new Map([
  ['main.tex', Buffer.from('text é\n')],
  [LONG, Buffer.alloc(513, 7)],
  ['build/empty.tex', Buffer.alloc(0)],
])

describe('tarball', () => {
  it('is unpacked by tar as it was', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bocas-tar-'))
    writeFileSync(path.join(folder, 'a.tar.gz'), tarball(FILES))
    const { status, stderr } = spawnSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder })
    expect([status, stderr.toString()]).toEqual([0, ''])
    for (const [name, bytes] of FILES) expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true)
    rmSync(folder, { recursive: true, force: true })
  })

  it('has the same bytes in whatever order the files come', () => {
    expect(Buffer.compare(tarball(new Map([...FILES].reverse())), tarball(FILES))).toBe(0)
  })

  it('refuses a path that its format cannot hold', () => {
    const long = 'a'.repeat(101)
    expect(() => tarball(new Map([[long, Buffer.alloc(1)]]))).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ message: 'the path is too long for an archive', path: long })],
      }),
    )
  })
})
