import { createReadStream } from 'node:fs'
import { isSha256, type ReadHeader, readTarHeader, TAR_BLOCK, tarFill } from 'bocas/internal/store'
import { isSystemError, ProblemsError, type Problem } from 'bocas/internal/light'
import type { ArchiveAddress } from '../address'
import { PassingFault, type Patience } from '../persist'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import { receive } from './check-object'
import { discardBody, read, type Reach } from './http'
import { stubborn } from './one-by-one'

/** An archive of `bocas bundle`, read once from its beginning to its end; of what is in it only wanted objects are kept. */
export function archiveRemote({ text, at }: ArchiveAddress, reach: Reach, patience?: Patience): Remote {
  const readOnly = 'an archive is for reading: bocas bundle makes a new one'
  const refuse = async (): Promise<never> => Promise.reject(new Error(readOnly))
  const again = (act: () => Promise<void>): Promise<void> => stubborn(text, act, patience)
  return {
    address: text,
    readOnly,
    async list() {
      const found = new Map<string, ListedObject>()
      await again(async () => {
        for await (const { header } of filesIn(await opened(text, at, reach), text)) {
          const digest = digestOf(header)
          if (digest !== undefined) found.set(digest, { bytes: header.size, since: 0 })
        }
      })
      return found
    },
    put: refuse,
    remove: refuse,
    async get(wanted, folder, { arrived, failed }) {
      const open = new Map(wanted)
      const settle = (digest: string, problem?: Problem): void => {
        open.delete(digest)
        if (problem) failed(digest, problem)
        else arrived(digest)
      }
      await again(async () => {
        for await (const { header, content } of filesIn(await opened(text, at, reach), text)) {
          const digest = digestOf(header)
          const bytes = digest === undefined ? undefined : open.get(digest)
          if (digest === undefined || bytes === undefined) continue
          if (header.size !== bytes) settle(digest, { message: `it has ${header.size} bytes instead of ${bytes}` })
          else {
            const problem = await received(content, folder, digest, bytes)
            settle(digest, problem)
          }
          if (open.size === 0) return
        }
      })
      for (const digest of [...open.keys()]) settle(digest, { message: 'the archive does not have it' })
    },
  }
}

/** Other bytes are final here; a connection that broke is not. */
async function received(
  content: AsyncIterable<Uint8Array>,
  folder: string,
  digest: string,
  bytes: number,
): Promise<Problem | undefined> {
  let broke: unknown
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* content
    } catch (error) {
      broke = error
      throw error
    }
  }
  try {
    await receive(folder, digest, bytes, () => Promise.resolve({ body: watched(), from: 0 }))
    return undefined
  } catch (error) {
    if (broke !== undefined || !(error instanceof PassingFault)) throw broke ?? error
    return { message: error.message }
  }
}

const digestOf = ({ name, isFile }: ReadHeader): string | undefined => {
  const digest = name.startsWith(`${OBJECTS}/`) ? name.slice(OBJECTS.length + 1) : ''
  return isFile && isSha256(digest) ? digest : undefined
}

async function opened(text: string, at: ArchiveAddress['at'], reach: Reach): Promise<AsyncIterable<Uint8Array>> {
  if ('file' in at) return createReadStream(at.file, { highWaterMark: 1 << 20 })
  const answer = await read(at.url, reach)
  if (answer.status === 200) return answer.body
  await discardBody(answer)
  throw new ProblemsError({
    code: 'remote-unusable',
    message: `${text} cannot be read: it answers ${answer.status}`,
    hint: 'is it still there?',
  })
}

interface ArchivedFile {
  readonly header: ReadHeader
  /** What is not read of it is passed over. */
  readonly content: AsyncIterable<Uint8Array>
  /** All of it at once, in memory of its own. */
  whole(): Promise<Buffer>
}

/** @throws ProblemsError for what is no archive, or is cut off. */
export async function* filesIn(source: AsyncIterable<Uint8Array>, text: string): AsyncGenerator<ArchivedFile> {
  const damaged = (why: string): ProblemsError =>
    new ProblemsError({
      code: 'damaged-archive',
      message: `${text} is no archive of bocas bundle: ${why}`,
      hint: 'get it again from where it is',
    })
  const received = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    try {
      const { value, done } = await received.next()
      if (done) return false
      rest = Buffer.from(value)
      return true
    } catch (error) {
      if (!isSystemError(error, 'ENOENT', 'EISDIR', 'EACCES', 'EIO')) throw error
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `${text} cannot be read (${(error as NodeJS.ErrnoException).code})`,
        hint: 'is it there, and may it be read?',
      })
    }
  }
  /** What is there of the next bytes, at most so many. */
  const take = async (most: number): Promise<Buffer> => {
    if (rest.length === 0 && !(await more())) throw damaged('it ends in the middle')
    const piece = rest.subarray(0, most)
    rest = rest.subarray(piece.length)
    return piece
  }
  const pieces = async function* (bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      const piece = await take(left)
      left -= piece.length
      yield piece
    }
  }
  const takeAll = async (bytes: number): Promise<Buffer> => {
    const all = Buffer.allocUnsafeSlow(bytes)
    for (let at = 0; at < bytes;) at += (await take(bytes - at)).copy(all, at)
    return all
  }
  try {
    for (;;) {
      const header = readTarHeader(await takeAll(TAR_BLOCK))
      if (header === undefined) return
      if (header === 'damaged') throw damaged('it has a damaged header')
      let left = header.size
      const content = async function* (): AsyncGenerator<Buffer> {
        for await (const piece of pieces(header.size)) {
          left -= piece.length
          yield piece
        }
      }
      const whole = (): Promise<Buffer> => {
        left = 0
        return takeAll(header.size)
      }
      yield { header, content: content(), whole }
      for await (const _ of pieces(left + tarFill(header.size).length)) void _
    }
  } finally {
    await received.return?.()
  }
}
