import { isProblemsError, ProblemsError } from 'bocas/internal/light'
import { contentOf, stageOutgoing, type Outgoing } from '../outgoing'
import type { Departures } from '../remote'
import { NAMED, namesOf, sentName } from './rsync-names'
import { SilentHost } from './silence'
import type { SshCalls } from './ssh-calls'
import { MAKE_YOUNG } from './ssh-scripts'
import { smallOnes } from './ssh-stream'
import type { UploadQueue } from './ssh-uploads'
import { lastOf } from './transfer-end'

/**
 * Puts objects there: many small ones by one stream, and by rsync whatever does not go in that way.
 *
 * @param queueOf the stream, of which something may be on its way.
 */
export async function putBySsh(
  calls: SshCalls,
  queueOf: () => UploadQueue,
  all: ReadonlyMap<string, Outgoing>,
  stage: string,
  departures: Departures,
): Promise<void> {
  const told = new Set<string>()
  const sent = (digest: string): void => {
    if (!told.has(digest)) departures.sent(digest)
    told.add(digest)
  }
  const open = new Set(all.keys())
  const send = async (digests: readonly string[]): Promise<void> => {
    stageOutgoing(
      digests.map((digest) => [digest, all.get(digest)!]),
      stage,
    )
    const onLine = (line: string): void => {
      const digest = sentName(line)
      open.delete(digest)
      if (all.has(digest)) sent(digest)
    }
    const { code, complaint } = await calls.rsync([...TO, `${stage}/`, calls.folder], onLine, namesOf(digests))
    if (code !== 0)
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `not all objects could be sent to ${calls.address}`,
        hint: `${lastOf(complaint)}\nwhat was sent is kept: call bocas push again`.trim(),
      })
  }
  const young: string[] = []
  const small = smallOnes(all, ({ bytes }) => bytes)
  if (small.size > 0) {
    const stream = queueOf()
    stream.watch(calls.silence)
    try {
      for (const [digest, outgoing] of small) {
        if (await stream.send(digest, () => contentOf(outgoing))) sent(digest)
      }
      const { isDone, there } = await stream.end()
      if (isDone) {
        for (const digest of small.keys()) open.delete(digest)
        young.push(...there)
      }
    } finally {
      stream.close()
    }
  }
  if (open.size > 0) await send([...open])
  young.push(...open)
  if (young.length === 0) return
  // Those that were there: what nobody has needed for long would be collected before the lock that names it now is committed, and some may have been collected
  // a moment ago. Where only rsync is let in, they stay as old as they are.
  const gone = await calls.tell(MAKE_YOUNG, young).catch(whereRefused)
  if (gone.length > 0) await send(gone)
  for (const digest of young) if (!told.has(digest)) departures.there(digest)
}

const TO = ['-L', '--size-only', '--mkpath', '--chmod=F644', '--partial-dir=.partial', ...NAMED]

function whereRefused(error: unknown): string[] {
  if (!isProblemsError(error) || error instanceof SilentHost) throw error
  return []
}
