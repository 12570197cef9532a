import { realpathSync, renameSync, rmSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  isSystemError,
  isWithin,
  ownFolder,
  plural,
  removeOwnFolder,
  tryLock,
  workspacePaths,
  type WorkspacePaths,
} from 'bocas/internal'
import { CommandError, EXIT, type CliCommand } from './command'
import { collectRemote } from './sharing/collect-remote'
import { keysAtRef } from './storage/git-keys'
import { oldCaches, removeCaches, type OldCache } from './storage/planning-caches'
import { divide, type Division, type Leftover } from './storage/leftovers'
import { reachOf } from './storage/reach'
import { age, bytes, columns } from '../shared/words'
import { planEveryTask } from './workspace'

export const gc: CliCommand = {
  name: 'gc',
  summary: 'lists stored results that no sweep, ref or paper uses; --yes removes them',
  usage: '[--keep <ref>…] [--yes] [--json] | --remote [--older-than <days>] [--from <address>] [--yes] [--json]',
  details: `A result stays when a current sweep uses it, when the paper does (by its facts, or by results committed with it), when a ref of git that --keep names has it in
paper/artifacts or paper/provenance, and while its run is being executed. Without --yes nothing is removed. The command refuses while a sweep does
not load, because its runs are not known then.
--remote does the same where results are shared: it removes what no results.lock.json of any branch, tag or worktree names, if it is older than 14 days.`,
  options: {
    keep: {
      type: 'string',
      multiple: true,
      value: '<ref>',
      help: 'a branch, tag or commit whose recorded results stay',
    },
    shared: {
      type: 'boolean',
      help: 'the store is shared with other clones and none of them needs more than this one',
    },
    remote: { type: 'boolean', help: 'collect where results are shared instead' },
    'older-than': { type: 'string', value: '<days>', help: 'with --remote: younger ones stay; 14 unless given' },
    from: { type: 'string', value: '<address>', help: 'with --remote: where, if not where the lock says' },
    yes: { type: 'boolean', short: 'y', help: 'remove' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, 0],
  async run(args, surroundings) {
    const { switches, values } = args
    const { root, print } = surroundings
    if (switches.has('remote')) {
      if (values.has('keep') || switches.has('shared'))
        throw new CommandError([
          {
            code: 'exclusive-options',
            message: '--remote excludes --keep and --shared',
            hint: 'bocas gc --remote',
          },
        ])
      return collectRemote(args, surroundings, Date.now())
    }
    for (const name of ['older-than', 'from'])
      if (values.has(name))
        throw new CommandError([
          {
            code: 'exclusive-options',
            message: `--${name} is about --remote`,
            hint: `bocas gc --remote --${name}`,
          },
        ])
    const paths = workspacePaths(root)
    if (!switches.has('shared')) refuseSharedStore(paths)
    const refs = values.get('keep') ?? []
    refuseSilentRefs(root, refs)
    const plans = await planEveryTask(
      root,
      'nothing is removed while a sweep does not load: what it reaches is not known',
    )
    if (plans.length === 0)
      throw new CommandError(
        [{ message: 'there are no tasks here, so nothing would be kept', hint: `looked in ${root}/tasks` }],
        EXIT.problem,
      )
    const found = divide(paths, reachOf(root, plans, refs))
    const caches = oldCaches(paths, plans, Date.now())
    const held = switches.has('yes') ? removeAll(paths, found.remove) : []
    const removed = switches.has('yes') ? found.remove.filter((leftover) => !held.includes(leftover)) : []
    if (switches.has('yes')) removeCaches(caches)
    if (switches.has('json')) print(JSON.stringify({ ...found, caches, removed: removed.length, held }, null, 2))
    else {
      if (caches.length > 0) print(cachesLine(caches, switches.has('yes')))
      print(show(found, removed, held, switches.has('yes'), Date.now()))
    }
    return EXIT.ok
  },
}

/** Another clone's sweeps are not known here. */
function refuseSharedStore({ root, store }: WorkspacePaths): void {
  if (!existsSync(store)) return
  const place = realpathSync(store)
  if (isWithin(realpathSync(root), place)) return
  throw new CommandError(
    [
      {
        message: `the store is outside of this workspace, in ${place}: other clones may need what this one does not`,
        hint: 'when none does: bocas gc --shared',
      },
    ],
    EXIT.problem,
  )
}

/** Who names a ref wants its results kept; a ref that records none would keep nothing, without a word. */
function refuseSilentRefs(root: string, refs: readonly string[]): void {
  const silent = refs.filter((ref) => keysAtRef(root, ref).size === 0)
  if (silent.length === 0) return
  const { artifactsDir, ofPaper } = workspacePaths(root)
  throw new CommandError(
    silent.map((ref) => ({
      message: `'${ref}' records no results, so it would keep none`,
      hint: `commit ${artifactsDir}/**/result.json or ${ofPaper.folder}/provenance with what shall stay, or leave it out of --keep`,
    })),
    EXIT.problem,
  )
}

/** @returns what another command holds: it stays. */
function removeAll(paths: WorkspacePaths, leftovers: readonly Leftover[]): Leftover[] {
  return leftovers.filter((leftover) => !removeOne(paths, leftover))
}

function removeOne(paths: WorkspacePaths, { key, folder, what }: Leftover): boolean {
  const attempt = tryLock(paths.locks, key)
  if (!('lock' in attempt)) return false
  try {
    // Moved away first: whoever is killed in the midst of it leaves a whole entry, or none.
    const gone = ownFolder(paths.transit, 'gc')
    renameSync(folder, join(gone, key))
    removeOwnFolder(gone)
    if (what === 'result') rmSync(paths.accepted(key), { force: true })
  } catch (error) {
    // Another gc was quicker.
    if (!isSystemError(error, 'ENOENT')) throw error
  } finally {
    attempt.lock.forget()
  }
  return true
}

function show(
  { remove, keep }: Division,
  removed: readonly Leftover[],
  held: readonly Leftover[],
  yes: boolean,
  now: number,
): string {
  const kept = `${plural(keep.count, 'result')} kept, ${bytes(keep.bytes)}`
  if (remove.length === 0) return `nothing to remove; ${kept}`
  const rows = remove.map(({ what, key, run, bytes: size, made }) => [
    what,
    key.slice(0, 12),
    run ?? '',
    bytes(size),
    made === 0 ? '' : age(now - made),
  ])
  const end = yes
    ? `removed: ${removed.length} of ${remove.length}, ${bytes(sum(removed))}; ${kept}`
    : `to remove: ${remove.length}, ${bytes(sum(remove))}; ${kept}\nnothing is removed yet: bocas gc --yes removes these`
  return [
    ...columns(rows, [3, 4]),
    ...held.map(({ key }) => `${key.slice(0, 12)} stays: another command holds it`),
    end,
  ].join('\n')
}

const cachesLine = (caches: readonly OldCache[], removed: boolean): string =>
  `${removed ? 'removed' : 'to remove'}: ${plural(caches.length, 'bundle and evaluated sweep', 'bundles and evaluated sweeps')} of earlier code, ${bytes(caches.reduce((total, { bytes }) => total + bytes, 0))}`

const sum = (leftovers: readonly Leftover[]): number => leftovers.reduce((total, { bytes }) => total + bytes, 0)
