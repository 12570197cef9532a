import { plural, workspacePaths } from 'bocas/internal/store'
import { ProblemsError } from 'bocas/internal/light'
import { age, bytes, columns } from '../../shared/words'
import { resultsOfAllBranches } from '../../sharing/git-files'
import { objectsOf } from '../../sharing/lock-file'
import { expectLock, remoteNamed } from '../../sharing/lock-on-disk'
import { openRemote } from '../../sharing/open-remote'
import type { ListedObject } from '../../sharing/remote'
import { CommandError, EXIT, type Arguments, type Surroundings } from '../command'

const DAY = 24 * 60 * 60 * 1000
/** What was pushed lately may be named by a lock that is not committed yet. */
const YOUNG_DAYS = 14
/** More than these are counted. */
const SHOWN = 20

/** `bocas gc --remote`: removes what no lock of any branch names. */
export async function collectRemote(
  args: Arguments,
  { root, env, print, columns: width }: Surroundings,
  now: number,
): Promise<number> {
  const { switches, values } = args
  const days = daysOf(values.get('older-than')?.[0])
  const paths = workspacePaths(root)
  const lock = expectLock(paths)
  const remote = openRemote(remoteNamed(values.get('from')?.[0], lock), { root, env, mayAsk: width !== undefined })
  if (remote.readOnly !== undefined)
    throw new ProblemsError({
      code: 'no-remote',
      message: `nothing can be removed from ${remote.address}`,
      hint: remote.readOnly,
    })
  const needed = objectsOf([...resultsOfAllBranches(root), ...lock.results])
  const there = await remote.list([])
  const spare = [...there].filter(([digest]) => !needed.has(digest))
  const least = days * DAY
  const old = spare.filter(([, { since }]) => now - since >= least)
  const isMeant = switches.has('yes')
  // What is pushed again while this is at work stays.
  const stayed = isMeant && old.length > 0 ? await remote.remove(namesIn(old), least) : []
  const remove = old.filter(([digest]) => !stayed.includes(digest))
  const young = spare.length - remove.length
  const size = remove.reduce((sum, [, { bytes }]) => sum + bytes, 0)
  if (switches.has('json')) {
    print(
      JSON.stringify(
        {
          remove: namesIn(remove),
          bytes: size,
          young,
          kept: there.size - spare.length,
          removed: isMeant,
        },
        null,
        2,
      ),
    )
    return EXIT.ok
  }
  const rows = remove
    .slice(0, SHOWN)
    .map(([digest, one]) => [digest.slice(0, 12), bytes(one.bytes), age(now - one.since)])
  const more = remove.length > SHOWN ? [`and ${remove.length - SHOWN} more`] : []
  const kept = `${plural(there.size - spare.length, 'object')} that a lock names${young > 0 ? `, and ${young} younger than ${plural(days, 'day')}` : ''} stay`
  const end =
    remove.length === 0
      ? `nothing to remove at ${remote.address}; ${kept}`
      : `${isMeant ? 'removed' : 'to remove'}: ${plural(remove.length, 'object')}, ${bytes(size)}, at ${remote.address}; ${kept}`
  const next = [
    `nothing is removed yet: bocas gc --remote --yes removes these. They are named by no results.lock.json of this repository;`,
    'those of another one that shares the place would be among them',
  ]
  print([...columns(rows, [1, 2]), ...more, end, ...(isMeant || remove.length === 0 ? [] : next)].join('\n'))
  return EXIT.ok
}

const namesIn = (objects: readonly (readonly [string, ListedObject])[]): string[] => objects.map(([digest]) => digest)

function daysOf(given: string | undefined): number {
  if (given === undefined) return YOUNG_DAYS
  if (/^\d{1,4}$/.test(given)) return Number(given)
  throw new CommandError([
    {
      code: 'not-a-count',
      message: `--older-than is '${given}', and takes a number of days`,
      hint: `${YOUNG_DAYS} unless said`,
    },
  ])
}
