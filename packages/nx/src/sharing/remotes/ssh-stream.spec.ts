import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { PassThrough, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGzip, gzipSync } from 'node:zlib'
import { sha256, tar } from 'bocas/internal/store'
import { receiveMany, uploadTo } from './ssh-stream'

const contents = Array.from({ length: 30 }, (_, i) => Buffer.from(`content ${i}`.repeat(1 + i * 40)))
const objects = new Map(contents.map((content) => [sha256(content), content]))
const sizes = new Map([...objects].map(([digest, { length }]) => [digest, length]))

/** What has come when the other end gives these bytes, in pieces of so many. */
async function receivedOf(bytes: Buffer, piece = 1000): Promise<string[]> {
  const stdout = new PassThrough()
  for (let at = 0; at < bytes.length; at += piece) stdout.write(bytes.subarray(at, at + piece))
  stdout.end()
  const taken: string[] = []
  await receiveMany({ stdin: new PassThrough(), stdout } as unknown as ChildProcess, sizes, async (digest, content) => {
    expect(sha256(content)).toBe(digest)
    taken.push(digest)
    await sleep(0)
  })
  return taken
}

describe('many objects from a host', () => {
  const archive = tar(objects)
  const sorted = [...objects.keys()].sort()

  it.each([1, 7, 512, 1 << 20])('come in pieces of %d bytes', async (piece) => {
    expect(await receivedOf(gzipSync(archive), piece)).toEqual(sorted)
  })

  it.each<[string, () => Buffer]>([
    ['cut off', () => gzipSync(archive).subarray(0, -200)],
    ['damaged in the middle', () => Buffer.concat([gzipSync(archive).subarray(0, 600), Buffer.alloc(900, 7)])],
    ['not packed, by a host without gzip', () => archive],
    ['nothing', () => Buffer.alloc(0)],
    ['words of a shell', () => Buffer.from('sh: gzip: not found\n')],
  ])('are left to rsync where what comes is %s', async (_, bytes) => {
    const taken = await receivedOf(bytes())
    expect(taken).toEqual(sorted.slice(0, taken.length))
    expect(taken.length).toBeLessThan(sorted.length)
  })

  it('are left to rsync where the connection goes away without an end', async () => {
    const stdout = new PassThrough()
    stdout.write(gzipSync(archive).subarray(0, 600))
    setTimeout(() => stdout.destroy(), 20)
    const child = { stdin: new PassThrough(), stdout } as unknown as ChildProcess
    await receiveMany(child, sizes, () => Promise.resolve())
    expect(stdout.destroyed).toBe(true)
  })

  it('are not taken where their bytes are others, or none asked for them', async () => {
    const [first, second] = sorted as [string, string]
    const other = new Map(objects).set(first, Buffer.alloc(objects.get(first)!.length, 1))
    expect(await receivedOf(gzipSync(tar(other)))).toEqual(sorted.slice(1))
    expect(await receivedOf(gzipSync(tar(new Map(objects).set(`${second}x`, Buffer.from('x')))))).toEqual([
      first,
      second,
    ])
  })
})

describe('many objects to a slow host', () => {
  it('wait for it, however many wait at once, with one listener for all of them', async () => {
    const stdin = new Writable({ highWaterMark: 1000, write: (_, __, done) => void setTimeout(done, 1) })
    const stdout = new PassThrough()
    const packed = createGzip()
    const upload = uploadTo({ stdin, stdout } as unknown as ChildProcess, packed)
    stdout.write('.\n')
    await upload.send(sha256(''), Buffer.alloc(0))
    const events = ['drain', 'close', 'error']
    const before = events.map((event) => packed.listenerCount(event))
    let waited = 0
    for (let round = 0; round < 30; round++) {
      const all = Array.from({ length: 5 }, () => randomBytes(50_000))
      const sending = Promise.all(all.map((one) => upload.send(sha256(one), one)))
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      const more = events.map((event, index) => packed.listenerCount(event) - before[index]!)
      waited += more[0]!
      expect(Math.max(...more)).toBeLessThanOrEqual(1)
      await sending
    }
    expect(waited).toBe(30)
    stdout.write('done\n')
    expect(await upload.end()).toEqual({ isDone: true, there: [] })
  })

  it('end where it goes away in the midst', async () => {
    const stdin = new Writable({ highWaterMark: 10, write: (_, __, done) => void setTimeout(done, 1) })
    const stdout = new PassThrough()
    const upload = uploadTo({ stdin, stdout } as unknown as ChildProcess)
    stdout.write('.\n')
    setTimeout(() => (stdin.destroy(), stdout.end()), 30)
    const sent: boolean[] = []
    for (let i = 0; i < 100; i++) sent.push(await upload.send(sha256(String(i)), randomBytes(50_000)))
    expect([sent[0], sent.at(-1)]).toEqual([true, false])
    expect(await upload.end()).toEqual({ isDone: false, there: [] })
  })
})
