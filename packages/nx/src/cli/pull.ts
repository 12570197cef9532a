import { existsSync } from 'node:fs'
import { partsOfRunId, plural, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import { suggest, type Problem } from 'bocas/internal/light'
import { bytes } from '../shared/words'
import { describeDisagreement, type PullPlan } from '../sharing/compare'
import { transferBytes, type LockedResult, type ResultsLock } from '../sharing/lock-file'
import { alone, expectLock, lockName, remoteNamed } from '../sharing/lock-on-disk'
import { openRemote } from '../sharing/open-remote'
import type * as Pulling from '../sharing/pull'
import { connected, type Remote } from '../sharing/remote'
import { CommandError, type Arguments, type CliCommand, type Surroundings } from './command'
import type * as NeededByPaper from './sharing/needed-by-paper'
import { tellProblems } from './sharing/tell-problems'
import { sayingOf, tellerOf, TRANSFER_OPTIONS } from './sharing/teller'

export const pull: CliCommand = {
  name: 'pull',
  summary: 'fetches the results that the results lock names, and checks every byte',
  usage: '[task… | archive] [--from <address>] [--for paper] [--dry-run] [--quiet]',
  details: `Reads the results lock of this checkout, results.lock.json in the folder of the paper, and fetches what it names and the store does not have. The remote is not trusted: each object must have
the digest that git has, each result the key, the seal and the digests of its own, or nothing of it enters the store. A result that is here stays, also
when the lock has other bytes for its run: both are shown. An address is a folder, ssh://host/path, s3://bucket/prefix, https://host/path of any server that
gives files, or an archive that bocas bundle made, here or on the web.`,
  options: {
    from: { type: 'string', value: '<address>', help: 'where from, if not where the lock says' },
    for: {
      type: 'string',
      value: 'paper',
      help: 'only the runs that nx run paper:build needs now; of several papers the one of this name',
    },
    ...TRANSFER_OPTIONS,
  },
  words: [0, Infinity],
  async run(args, surroundings) {
    const { root, env } = surroundings
    const paths = workspacePaths(root)
    const lock = expectLock(paths)
    const { tasks, from } = sourceOf(args)
    const chosen = chooserOf(args, surroundings, lock, tasks)
    const remote = openRemote(remoteNamed(from, lock), { root, env, mayAsk: surroundings.columns !== undefined })
    const act = (end?: () => void) => alone(paths, () => fetchAll(paths, remote, chosen, args, surroundings, end))
    const isAsked = !args.switches.has('dry-run') && lock.results.some(({ key }) => !existsSync(paths.entry(key)))
    return isAsked ? connected(remote, act) : act()
  },
}

/** What is wanted of the lock, as far as it is known now; asked again when more has come. */
type Chooser = () => Promise<{ readonly wanted: readonly LockedResult[]; readonly more: boolean }>

/** An archive may be named as it is. */
function sourceOf({ words, values }: Arguments): { tasks: readonly string[]; from: string | undefined } {
  const isAddress = (word: string): boolean => word.includes('://') || word.endsWith('.tar')
  const addresses = [...words.filter(isAddress), ...(values.get('from') ?? [])]
  if (addresses.length > 1)
    throw new CommandError([
      {
        code: 'exclusive-options',
        message: `one place to pull from is enough, and here are ${addresses.length}`,
        hint: 'bocas pull --from <address>',
      },
    ])
  return { tasks: words.filter((word) => !isAddress(word)), from: addresses[0] }
}

function chooserOf(
  { values }: Arguments,
  { root, complain }: Surroundings,
  lock: ResultsLock,
  tasks: readonly string[],
): Chooser {
  const whom = values.get('for')?.[0]
  const papers = workspacePaths(root).papers.map(({ name }) => name)
  if (whom !== undefined && !papers.includes(whom))
    throw new CommandError([
      {
        code: 'unknown-word',
        message: `--for is '${whom}', and takes ${papers.join(' or ')}`,
        hint: `bocas pull --for ${papers[0]}`,
      },
    ])
  if (whom !== undefined && tasks.length > 0)
    throw new CommandError([
      {
        code: 'exclusive-options',
        message: '--for and names of tasks exclude each other',
        hint: `bocas pull --for ${whom}`,
      },
    ])
  if (whom !== undefined)
    return () => {
      // What plans is loaded where something is planned.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above.
      const { neededByPaper } = require('./sharing/needed-by-paper') as typeof NeededByPaper
      return neededByPaper(root, whom, lock, { complain })
    }
  const known = [...new Set(lock.results.map(({ run }) => partsOfRunId(run).task))].sort()
  const unknown = tasks.filter((task) => !known.includes(task))
  if (unknown.length > 0)
    throw new CommandError(
      unknown.map((task) => ({
        code: 'unknown-task' as const,
        message: `${lockName(workspacePaths(root))} has no results of a task '${task}'`,
        hint: suggest(task, known),
      })),
    )
  const wanted = lock.results.filter((one) => tasks.length === 0 || tasks.includes(partsOfRunId(one.run).task))
  return () => Promise.resolve({ wanted, more: false })
}

async function fetchAll(
  paths: WorkspacePaths,
  remote: Remote,
  chosen: Chooser,
  args: Arguments,
  surroundings: Surroundings,
  end?: () => void,
): Promise<number> {
  // What unpacks is loaded while the login is under way.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above.
  const { pullPlan, pullResults } = require('../sharing/pull') as typeof Pulling
  const say = sayingOf(args, surroundings)
  const isDry = args.switches.has('dry-run')
  const problems: Problem[] = []
  const got = { results: 0, bytes: 0 }
  let plan: PullPlan
  for (;;) {
    const { wanted, more } = await chosen()
    plan = await pullPlan(paths, wanted)
    if (isDry) break
    const pulled = await pullResults(paths, remote, plan.fetch, tellerOf(args, surroundings), more ? undefined : end)
    got.results += pulled.results
    got.bytes += pulled.bytes
    problems.push(...pulled.problems)
    // What has come may tell of further runs.
    if (!more || pulled.results === 0 || pulled.problems.length > 0) break
  }
  for (const one of plan.differ) say(describeDisagreement(one))
  const have =
    plan.have.length +
    plan.differ.filter(
      ({ key }) => !plan.fetch.some((one) => one.key === key) && !plan.have.some((one) => one.key === key),
    ).length
  const rest = have > 0 ? `; ${have} here already` : ''
  if (isDry) {
    const size = plan.fetch.reduce((sum, one) => sum + transferBytes(one), 0)
    say(`to pull: ${plural(plan.fetch.length, 'result')}, ${bytes(size)}, from ${remote.address}${rest}`)
    say('nothing is fetched yet: the same without --dry-run fetches it')
  } else say(`pulled: ${plural(got.results, 'result')}, ${bytes(got.bytes)}, from ${remote.address}${rest}`)
  return tellProblems(problems, surroundings)
}
