import { plural, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import { ProblemsError } from 'bocas/internal/light'
import { bytes } from '../shared/words'
import { describeDisagreement } from '../sharing/compare'
import { EMPTY_LOCK, type ResultsLock } from '../sharing/lock-file'
import { alone, lockName, missingAttribute, readLock, remoteNamed, writeLock } from '../sharing/lock-on-disk'
import { openRemote } from '../sharing/open-remote'
import { sendObjects, withPushPlan, withResults, type PushPlan, type SharedRun } from '../sharing/push'
import { connected, type Remote } from '../sharing/remote'
import { allOf, type Sent } from '../sharing/sending'
import { CommandError, type Arguments, type CliCommand, type Surroundings } from './command'
import type * as SharedRuns from './sharing/shared-runs'
import { tellProblems } from './sharing/tell-problems'
import { sayingOf, tellerOf, TRANSFER_OPTIONS } from './sharing/teller'

export const push: CliCommand = {
  name: 'push',
  summary: 'shares kept results: sends them to a remote, and names them in the results lock, which git keeps',
  usage: '[task…] [--to <address>] [--prune] [--dry-run] [--quiet]',
  details: `Sends the results of the runs that the sweeps have now, and writes a line for each into the results lock, results.lock.json in the folder of
the paper: commit that file, and whoever checks it out gets exactly these results by bocas pull. An address is a folder, ssh://host/path or s3://bucket/prefix; the first one stands in the lock from then on.
What the remote has is not sent again, and a call that was cut off goes on where it was. Nothing that another machine has pushed is overwritten: when
it came to other bytes for the same run, the lock names both. Keys are taken from the environment or from ~/.ssh and ~/.aws.`,
  options: {
    to: { type: 'string', value: '<address>', help: 'where to, if not where the lock says' },
    prune: { type: 'boolean', help: 'take lines out of the lock that no sweep has any more' },
    ...TRANSFER_OPTIONS,
  },
  words: [0, Infinity],
  async run(args, surroundings) {
    const { words, values, switches } = args
    const { root, env } = surroundings
    if (switches.has('prune') && words.length > 0)
      throw new CommandError([
        {
          code: 'exclusive-options',
          message: '--prune is about all tasks, and some are named',
          hint: 'bocas push --prune',
        },
      ])
    const paths = workspacePaths(root)
    const lock = readLock(paths) ?? EMPTY_LOCK
    const address = remoteNamed(values.get('to')?.[0], lock, '--to')
    const remote = openRemote(address, { root, env, mayAsk: surroundings.columns !== undefined })
    if (remote.readOnly !== undefined)
      throw new ProblemsError({
        code: 'no-remote',
        message: `nothing can be pushed to ${remote.address}`,
        hint: remote.readOnly,
      })
    const act = () => alone(paths, () => sendAll(paths, remote, address, args, surroundings))
    return switches.has('dry-run') ? act() : connected(remote, act)
  },
}

async function sendAll(
  paths: WorkspacePaths,
  remote: Remote,
  address: string,
  args: Arguments,
  surroundings: Surroundings,
): Promise<number> {
  const isDry = args.switches.has('dry-run')
  // What plans is loaded while the login is under way.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above.
  const { sharedRuns } = require('./sharing/shared-runs') as typeof SharedRuns
  const runs = await sharedRuns(args.words, surroundings)
  const lock = readLock(paths) ?? EMPTY_LOCK
  return withPushPlan(paths, remote, runs, lock, async (plan) => {
    const sent = isDry ? allOf(plan.results, plan.send) : await sendObjects(remote, plan, tellerOf(args, surroundings))
    // The objects first: what a lock names is there. Git may have brought other lines meanwhile.
    const before = isDry ? lock : (readLock(paths) ?? EMPTY_LOCK)
    const next = {
      ...pruned(withResults(before, plan.results), runs, args.switches),
      remote: before.remote ?? address,
    }
    const isNew = !isDry && writeLock(paths, next)
    tell(args, surroundings, { plan, sent, remote, lock: before, next, isNew })
    return tellProblems(plan.damaged, surroundings)
  })
}

function pruned(lock: ResultsLock, runs: readonly SharedRun[], switches: ReadonlySet<string>): ResultsLock {
  if (!switches.has('prune')) return lock
  const keys = new Set(runs.map(({ key }) => key))
  return { ...lock, results: lock.results.filter(({ key }) => keys.has(key)) }
}

interface Outcome {
  readonly plan: PushPlan
  /** Or what would be. */
  readonly sent: Sent
  readonly remote: Remote
  readonly lock: ResultsLock
  readonly next: ResultsLock
  readonly isNew: boolean
}

function tell(args: Arguments, surroundings: Surroundings, { plan, sent, remote, lock, next, isNew }: Outcome): void {
  const say = sayingOf(args, surroundings)
  const paths = workspacePaths(surroundings.root)
  const name = lockName(paths)
  const isDry = args.switches.has('dry-run')
  for (const one of plan.differ) say(describeDisagreement(one))
  const there = plan.results.length - sent.results
  say(
    [
      `${isDry ? 'to push' : 'pushed'}: ${plural(sent.results, 'result')}, ${bytes(sent.bytes)}, to ${remote.address}`,
      ...(there > 0 ? [`${there} there already`] : []),
      ...(plan.missing > 0 ? [`${plural(plan.missing, 'run')} without a result`] : []),
    ].join('; '),
  )
  const change = next.results.length - lock.results.length
  if (isDry) say('nothing is sent yet: the same without --dry-run sends it')
  else if (!isNew) say(`${name} is as it was`)
  else {
    const how = change === 0 ? 'changed' : change > 0 ? `${change} new` : `${-change} gone`
    say(`${name}: ${plural(next.results.length, 'result')}, ${how}: commit it`)
    const attribute = missingAttribute(paths)
    if (attribute !== undefined && lock === EMPTY_LOCK)
      say(`so that git merges it line by line, .gitattributes takes the line: ${attribute}`)
  }
}
