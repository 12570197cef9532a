import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Arrivals } from '../remote'
import { objectProblem } from './check-object'
import { NAMED, sentName, namesOf } from './rsync-names'
import { endGroup, endSilent } from './silence'
import type { SshCalls } from './ssh-calls'
import { GIVE } from './ssh-scripts'
import { receiveMany, smallOnes } from './ssh-stream'
import { isDenied } from './transfer-end'

/** Fetches objects: many small ones by one stream, and by rsync whatever does not come in that way. */
export async function getBySsh(
  calls: SshCalls,
  wanted: ReadonlyMap<string, number>,
  folder: string,
  { arrived, failed, received }: Arrivals,
): Promise<void> {
  const open = new Map(wanted)
  const small = received === undefined ? new Map<string, number>() : smallOnes(wanted, (bytes) => bytes)
  if (small.size > 0) {
    const child = await calls.start(GIVE)
    endSilent(child, calls.silence)
    try {
      await receiveMany(child, small, async (digest, content) => {
        open.delete(digest)
        await received!(digest, content)
      })
    } finally {
      endGroup(child)
    }
  }
  if (open.size === 0) return
  const settle = (digest: string, bytes: number, complaint = ''): void => {
    const file = join(folder, digest)
    const problem = objectProblem(file, digest, bytes)
    const mayNot = complaint.split('\n').some((line) => line.includes(digest) && isDenied(line))
    if (problem === undefined) arrived(digest)
    else failed(digest, { message: mayNot ? 'it may not be read there' : problem })
    if (problem !== undefined) rmSync(file, { force: true, recursive: true })
    open.delete(digest)
  }
  // What is larger than any that is wanted is none of them.
  const most = [...open.values()].reduce((most, bytes) => Math.max(most, bytes), 0)
  const args = ['--no-links', '--size-only', `--max-size=${most + 1}B`, '--partial-dir=.partial', ...NAMED]
  // A file is named a moment before it gets its place: it has it when the next one is named.
  let named: string | undefined
  const { complaint } = await calls.rsync(
    [...args, calls.folder, `${folder}/`],
    (line) => {
      const bytes = named === undefined ? undefined : open.get(named)
      if (bytes !== undefined) settle(named!, bytes)
      named = sentName(line)
    },
    namesOf(open.keys()),
  )
  // Those that were here already, and those that are not there.
  for (const [digest, bytes] of open) settle(digest, bytes, complaint)
}
