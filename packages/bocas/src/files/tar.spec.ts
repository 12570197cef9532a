import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { longTarHeader, readTarHeader, tar, TAR_BLOCK, TAR_END, tarFill, tarHeader, untar } from './tar'

const files = new Map([
  ['result.json', Buffer.from('{}\n')],
  ['a/é.csv', Buffer.alloc(513, 7)],
  ['empty', Buffer.alloc(0)],
])
const plain = (all: ReadonlyMap<string, Uint8Array>): [string, string][] =>
  [...all].map(([name, bytes]): [string, string] => [name, Buffer.from(bytes).toString('hex')]).sort()
/** An archive by hand: header by header. */
const odd = (...parts: Buffer[]): Buffer => Buffer.concat([...parts, TAR_END])
const fileOf = (name: string, content: string): Buffer =>
  Buffer.concat([tarHeader({ name, size: content.length }), Buffer.from(content), tarFill(content.length)])
/** The same header with other bytes in it, and the sum that belongs to them. */
const changed = (block: Buffer, at: number, text: string): Buffer => {
  const other = Buffer.from(block)
  other.write(text, at, 'latin1')
  other.write('        ', 148, 'latin1')
  const sum = other.subarray(0, TAR_BLOCK).reduce((total, byte) => total + byte, 0)
  other.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return other
}

describe('an archive', () => {
  it('gives back what went in, and has one form', () => {
    expect(plain(untar(tar(files)))).toEqual(plain(files))
    expect(tar(new Map([...files].reverse())).equals(tar(files))).toBe(true)
    expect(plain(untar(tar(new Map())))).toEqual([])
  })

  const one = fileOf('a', 'x')
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('hello')],
    ['no end', one],
    ['half an end', Buffer.concat([one, Buffer.alloc(TAR_BLOCK)])],
    ['bytes after the end', Buffer.concat([odd(one), Buffer.alloc(TAR_BLOCK, 1)])],
    ['zeros after the end', Buffer.concat([odd(one), Buffer.alloc(TAR_BLOCK)])],
    ['a cut', odd(one).subarray(0, 700)],
    ['a file twice', odd(one, one)],
    ['files in another order', odd(fileOf('b', 'x'), fileOf('a', 'x'))],
    ['a symbolic link', odd(changed(changed(one, 156, '2'), 157, '/etc/passwd'))],
    ['a hard link', odd(changed(changed(one, 156, '1'), 157, 'b'))],
    ['a folder', odd(changed(one, 156, '5'))],
    ['a device', odd(changed(one, 156, '3'))],
    ['a record before a file', odd(longTarHeader({ name: 'n'.repeat(300), size: 0 }))],
    ['a size beyond its end', odd(changed(one, 124, '00000777777'))],
    ['a size that is negative', odd(changed(one, 124, '-0000000001'))],
    ['a size in another base', odd(changed(one, 124, '\x80\0\0\0\0\0\0\0\0\0\xff'))],
    ['an owner', odd(changed(one, 265, 'root'))],
    ['a program', odd(changed(one, 100, '0000755'))],
    ['a time', odd(changed(one, 136, '00000000001'))],
    ['a sum that is wrong', odd(Buffer.from(one).fill('9', 148, 150))],
    ['filling that is not empty', odd(Buffer.from(one).fill('y', TAR_BLOCK + 5, TAR_BLOCK + 6))],
  ])('is refused with %s', (_, archive) => {
    expect(() => untar(archive)).toThrow('this is no archive as bocas writes them')
  })

  it('of one file with each bit flipped is refused, or has other contents', () => {
    const archive = tar(new Map([['a', Buffer.from('content')]]))
    for (let bit = 0; bit < archive.length * 8; bit += 3) {
      const other = Buffer.from(archive)
      other[bit >> 3]! ^= 1 << (bit & 7)
      try {
        expect(tar(untar(other)).equals(other)).toBe(true)
      } catch (error) {
        expect((error as Error).message).toBe('this is no archive as bocas writes them')
      }
    }
  })

  it('holds paths of any length for tar', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bocas-tar-'))
    const name = `${'a'.repeat(120)}/${'é'.repeat(100)}/x`
    writeFileSync(
      path.join(folder, 'a.tar'),
      Buffer.concat([
        longTarHeader({ name, size: 2, mode: 0o755 }),
        Buffer.from('hi'),
        tarFill(2),
        fileOf('b', 'x'),
        TAR_END,
      ]),
    )
    const { status, stderr } = spawnSync('tar', ['-xf', 'a.tar'], { cwd: folder })
    expect([status, stderr.toString()]).toEqual([0, ''])
    expect([name, 'b'].map((file) => readFileSync(path.join(folder, file), 'utf8'))).toEqual(['hi', 'x'])
    rmSync(folder, { recursive: true, force: true })
  })

  it('refuses what its format cannot hold', () => {
    expect(() => tarHeader({ name: 'a'.repeat(101), size: 1 })).toThrow('the path is too long for an archive')
    expect(() => tarHeader({ name: 'a', size: 8 ** 11 })).toThrow('larger than 8 GiB')
    expect(readTarHeader(tarHeader({ name: 'a', size: 8 ** 11 - 1 }))).toEqual({
      name: 'a',
      size: 8 ** 11 - 1,
      isFile: true,
    })
  })
})
