import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderWriter } from './folder-writer'

describe('a writer of folders', () => {
  const base = mkdtempSync(join(tmpdir(), 'bocas-writer-'))
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it('writes files whose bytes are parts of one archive, and ends when all are written', async () => {
    const writer = folderWriter()
    const archive = Buffer.from('aabbb')
    const files = new Map([
      ['a', archive.subarray(0, 2)],
      ['b', archive.subarray(2)],
      ['empty', Buffer.alloc(0)],
    ])
    const folders = Array.from({ length: 50 }, (_, i) => join(base, String(i)))
    for (const folder of folders) void writer.write(folder, files)
    await writer.end()
    for (const folder of folders) expect(readdirSync(folder).sort()).toEqual(['a', 'b', 'empty'])
    expect(readFileSync(join(base, '49', 'b'), 'utf8')).toBe('bbb')
  })

  it('tells a fault of the system with its code and its place, and goes on', async () => {
    const writer = folderWriter()
    const there = join(base, 'there')
    await writer.write(there, new Map([['a', Buffer.from('first')]]))
    await expect(writer.write(there, new Map([['a', Buffer.from('second')]]))).rejects.toMatchObject({
      code: 'EEXIST',
      syscall: 'mkdir',
      path: there,
    })
    await expect(writer.write(join(base, 'none', 'deep'), new Map())).rejects.toMatchObject({ code: 'ENOENT' })
    await writer.write(join(base, 'next'), new Map())
    expect([readFileSync(join(there, 'a'), 'utf8'), existsSync(join(base, 'next'))]).toEqual(['first', true])
    await writer.end()
  })

  it.each([
    ['fails', `throw new Error('no more')`, 'no more'],
    ['ends', 'process.exit(0)', 'the thread that writes results has ended'],
  ])('says so, of what it was given and of what comes later, where its thread %s', async (_, does, message) => {
    const code = join(base, 'thread.cjs')
    writeFileSync(code, `require('node:worker_threads').parentPort.on('message', () => { ${does} })\n`)
    const writer = folderWriter(code)
    await expect(writer.write(join(base, 'a'), new Map())).rejects.toThrow(message)
    await expect(writer.write(join(base, 'b'), new Map())).rejects.toThrow(message)
    await writer.end()
  })
})
