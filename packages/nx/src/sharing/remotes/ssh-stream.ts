import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, TAR_END, tarFill, tarHeader } from 'bocas/internal/store'
import { isProblemsError } from 'bocas/internal/light'
import { filesIn } from './archive'

/**
 * Many small objects as one archive over one connection, by the `tar` that every host has: for each of them rsync needs some messages and a file of its own here.
 * Whatever does not come about in this way is left to rsync, which goes on in the middle, and says what is wrong.
 */

/** In bytes; larger ones are worth a transfer of their own. */
const SMALL = 256 << 10
/** Fewer are not worth another program. */
const FEW = 8

/** The small ones among these objects; none when they are few. */
export function smallOnes(objects: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const small = new Map([...objects].filter(([, bytes]) => bytes <= SMALL))
  return small.size < FEW ? new Map() : small
}

/** Gives objects, of which it reads the names. */
export const GIVE = 'exec tar -cf - -T -'
/**
 * Says what it has, takes an archive of objects into a folder apart, and gives them their places when all are there. Files are of whoever pushes, and are read by
 * everyone as those of rsync are.
 */
export const TAKE = [
  'umask 022',
  'ls -ln | { while read -r a b c d size e f g name; do echo "$size $name"; done; }',
  'echo .',
  'own=.push-$$',
  'mkdir "$own" || exit 1',
  'trap \'rm -rf "$own"\' EXIT',
  "trap 'exit 1' HUP INT TERM PIPE",
  'tar -xmof - -C "$own" || exit 1',
  'ls "$own" | sed "s|^|$own/|" | xargs sh -c \'test $# = 0 || mv -f -- "$@" .\' sh || exit 1',
  'rm -rf "$own"',
  'echo done',
].join('\n')

/**
 * Reads what {@link GIVE} gives.
 *
 * @param take is given what has the bytes of its name; the next one is read when it is through.
 */
export async function receiveMany(
  { stdin, stdout }: ChildProcess,
  wanted: ReadonlyMap<string, number>,
  take: (digest: string, content: Buffer) => Promise<void>,
): Promise<void> {
  stdin!.end([...wanted.keys()].map((digest) => `${digest}\n`).join(''))
  const open = new Map(wanted)
  try {
    for await (const { header, content } of filesIn(stdout!, 'the stream')) {
      // Whatever else comes is none of what was asked for.
      if (!header.isFile || header.size !== open.get(header.name)) return
      open.delete(header.name)
      const pieces: Uint8Array[] = []
      for await (const piece of content) pieces.push(piece)
      const whole = Buffer.concat(pieces)
      if (sha256(whole) === header.name) await take(header.name, whole)
      if (open.size === 0) return
    }
  } catch (error) {
    // It was cut off.
    if (!isProblemsError(error)) throw error
  }
}

/**
 * Sends what {@link TAKE} takes.
 *
 * @param from where objects lie, by their names.
 * @returns whether all are there now, and which of them were before.
 */
export async function sendMany(
  { stdin, stdout }: ChildProcess,
  objects: ReadonlyMap<string, number>,
  from: string,
  sent: (digest: string) => void,
): Promise<{ readonly isDone: boolean; readonly there: readonly string[] }> {
  const there: string[] = []
  const lines = linesOf(stdout!)
  for (;;) {
    const line = await lines.next()
    if (line.done) return { isDone: false, there }
    if (line.value === '.') break
    const [size, name] = line.value.split(' ')
    if (objects.get(name!) === Number(size)) there.push(name!)
  }
  const known = new Set(there)
  let isOpen = true
  stdin!.on('error', () => (isOpen = false))
  for (const [digest, bytes] of objects) {
    if (!isOpen) return { isDone: false, there }
    if (known.has(digest)) continue
    const part = Buffer.concat([
      tarHeader({ name: digest, size: bytes }),
      readFileSync(join(from, digest)),
      tarFill(bytes),
    ])
    // That it broke off is seen by its exit code.
    if (!stdin!.write(part)) await Promise.race([once(stdin!, 'drain'), once(stdin!, 'close')]).catch(() => undefined)
    sent(digest)
  }
  stdin!.end(TAR_END)
  for (;;) {
    const line = await lines.next()
    if (line.done || line.value === 'done') return { isDone: line.value === 'done', there }
  }
}

async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const piece of stream) {
    const lines = (rest + String(piece)).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  return undefined
}
