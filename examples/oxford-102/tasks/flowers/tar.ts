import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

const BLOCK = 512

/** The files of a .tgz, one after the other, without unpacking it anywhere. */
export async function* filesOfTgz(path: string): AsyncGenerator<{ readonly name: string; readonly bytes: Buffer }> {
  const stream = createReadStream(path).pipe(createGunzip())
  let rest = Buffer.alloc(0)
  let current: { readonly name: string; readonly size: number } | undefined
  for await (const piece of stream) {
    rest = Buffer.concat([rest, piece as Buffer])
    for (;;) {
      if (current === undefined) {
        if (rest.length < BLOCK) break
        current = header(rest.subarray(0, BLOCK))
        rest = rest.subarray(BLOCK)
      }
      const padded = BLOCK * Math.ceil(current.size / BLOCK)
      if (rest.length < padded) break
      if (current.size > 0) yield { name: current.name, bytes: Buffer.from(rest.subarray(0, current.size)) }
      rest = rest.subarray(padded)
      current = undefined
    }
  }
}

const header = (block: Buffer) => ({
  name: text(block.subarray(0, 100)),
  size: Number.parseInt(text(block.subarray(124, 136)) || '0', 8),
})

const text = (field: Buffer): string => field.toString('latin1').replace(/\0.*$/s, '').trim()
