import { posix } from 'node:path'
import { isProblemsError, jsonIn, type Problem, ProblemsError, quoted } from 'bocas/internal/light'
import type { Engine, JobRequest, JobState, Login, ScriptEnd } from '@bocas/nx'
import { preparation, type ArrayTask } from './chunk-files'
import { readConfiguration } from './configuration'
import { isOurs, latest, newName, placeInChunks, readId, writeId } from './job-id'
import { stateOf } from './job-state'
import {
  ASSOC_COLUMNS,
  associationOf,
  QOS_COLUMNS,
  qosOf,
  readAccounts,
  submittedAtOnce,
  USER_COLUMNS,
} from './accounts'
import { readLimits, type ClusterLimits } from './limits'
import { refusals } from './refusals'
import { readSacct, SACCT_COLUMNS } from './sacct'
import { chunksOf } from './settings'
import { NO_CONNECTION, type Shell } from './shell'
import { readSqueue, SQUEUE_FORMAT, type Listed } from './squeue'
import { submissionScript, submittedIds, type NamedChunk } from './submission'
import { sightScript, blindness } from './sight'

/** What an engine is made of. */
export interface SlurmOptions {
  readonly shell: Shell
  /** The machine that the shell is of, for messages. */
  readonly where: string
  /** The login node, when it is another machine. */
  readonly login?: Pick<Login, 'transport' | 'bring' | 'lacks'>
  readonly inFlight?: number | undefined
}

/** Looks for jobs that were submitted again while others were cancelled. */
const ROUNDS = 3
/** A line between what two programs print. */
const CUT = '--bocas-cut--'
/** All of this user's jobs, those that have just ended too: one call, whatever the number of jobs. */
const LIST = `squeue -h -r -t all -u "$(id -un)" -o ${quoted(SQUEUE_FORMAT)}`

/** Runs as job arrays of Slurm. */
export function slurmEngine({ shell, where, login, inFlight }: SlurmOptions): Engine {
  let known: Promise<ClusterLimits> | undefined
  const limits = (): Promise<ClusterLimits> =>
    (known ??= askLimits(shell, where).catch((error: unknown) => {
      known = undefined
      throw error
    }))
  const list = async (): Promise<Listed[]> => readSqueue(await answer(shell, where, LIST, 'squeue'))

  return {
    name: 'slurm',
    ...(login && { transport: login.transport }),

    async refuse(requests) {
      if (requests.length === 0) return []
      let found: ClusterLimits
      try {
        found = await limits()
      } catch (error) {
        if (!isProblemsError(error)) throw error
        return error.problems
      }
      const problems = [...refusals(requests, found), ...(login ? await lacking(login, requests, where) : [])]
      return problems.length > 0 ? problems : blind(shell, requests)
    },

    async most(configuration) {
      const settings = readConfiguration(configuration)
      const { of } = await limits()
      const most = submittedAtOnce(settings, of)
      if (most === Infinity) return most
      const association = associationOf(settings, of)
      const [account, qos] = [association?.account, qosOf(settings.qos, association)]
      // Those of bocas are counted by whoever follows them, and the one that looks at a node ends at once.
      const others = (await answer(shell, where, `squeue -h -r -u "$(id -un)" -o '%a|%q|%j'`, 'squeue'))
        .split('\n')
        .map((line) => line.trim().split('|'))
        .filter(
          ([a, q, name]) =>
            name !== undefined && !name.startsWith('bocas-') && a === (account ?? a) && q === (qos ?? q),
        )
      return Math.max(1, most - others.length)
    },

    async submit(requests) {
      const { array } = await limits()
      const chunks = chunksOf(requests, array).map((chunk): NamedChunk => {
        const name = newName(chunk.requests)
        return { ...chunk, name, folder: posix.join(baseOf(chunk.requests[0]!), name) }
      })
      await login?.bring(requests)
      const end = await shell(submissionScript(chunks, inFlight))
      const ids = end.code === 0 ? submittedIds(end.stdout, chunks.length) : undefined
      if (ids === undefined)
        throw new ProblemsError({
          code: 'not-submitted',
          message: `Slurm took none of ${requests.length} jobs: ${lastWords(end)}`,
          path: 'slurm',
        })
      const named = new Map(
        chunks.flatMap(({ name, requests: own }, i) =>
          own.map((request, index) => [request, writeId({ called: `${ids[i]}_${index}`, name })]),
        ),
      )
      return requests.map((request) => named.get(request)!)
    },

    async poll(jobs) {
      const listed = latest(await list())
      const asked = jobs.map((job) => ({ job, id: readId(job) }))
      const forgotten = asked.flatMap(({ id }) => (id && !listed.has(placeInChunks(id)) ? [id.name] : []))
      const accounted =
        forgotten.length > 0 && (await limits()).accounts ? await accounts(shell, forgotten) : new Map<string, Listed>()
      return new Map(
        asked.map(({ job, id }): [string, JobState] => {
          const found = id && (listed.get(placeInChunks(id)) ?? accounted.get(placeInChunks(id)))
          return [job, found ? stateOf(found) : { kind: 'unknown' }]
        }),
      )
    },

    async cancel(jobs) {
      const places = new Set(jobs.flatMap((job) => readId(job) ?? []).map(placeInChunks))
      for (let round = 0; round < ROUNDS; round++) {
        const alive = (await list()).filter((job) => isAlive(job) && isOurs(job.name))
        const ours = alive.filter((job) => places.has(placeInChunks(job)))
        if (ours.length === 0) return
        await shell(`scancel ${cancelled(ours, alive).join(' ')}`)
      }
    },

    async find(requests) {
      const alive = [...latest(await list()).values()].filter(isAlive)
      const names = [...new Set(alive.map(({ name }) => name))]
      if (names.length === 0 || requests.length === 0) return requests.map(() => undefined)
      const base = baseOf(requests[0]!)
      const { stdout } = await shell(
        names
          .map(
            (name) =>
              `echo ${quoted(`${CUT}${name}`)}; cat ${quoted(posix.join(base, name, 'jobs.jsonl'))} 2>/dev/null`,
          )
          .join('\n'),
      )
      const places = placesIn(stdout)
      const byRun = new Map(
        alive.flatMap((job) => {
          const run = places.get(job.name)?.[job.index]
          return run ? [[identify(run), writeId(job)] as const] : []
        }),
      )
      return requests.map((request) => byRun.get(identify(request)))
    },
  }
}

/** Beside the folder of all jobs, `jobs/<key>/<number>`, so on the same disk. */
const baseOf = ({ folder }: JobRequest): string => posix.join(folder, '..', '..', '..', 'slurm')

/** A job for another folder leaves nothing where this request looks for it. */
const identify = ({ key, folder }: Pick<ArrayTask, 'key' | 'folder'>): string => `${key} ${folder}`

const isAlive = (job: Listed): boolean => stateOf(job).kind !== 'ended'

/** The fewest words for `scancel`: an array of which nothing is to stay is one. */
function cancelled(jobs: readonly Listed[], alive: readonly Listed[]): string[] {
  const arrayOf = ({ called }: Listed): string => called.split('_')[0]!
  const of = (array: string, all: readonly Listed[]): Listed[] => all.filter((job) => arrayOf(job) === array)
  return [...new Set(jobs.map(arrayOf))].flatMap((array) => {
    const own = of(array, jobs)
    return own.length === of(array, alive).length ? [array] : own.map(({ called }) => called)
  })
}

/** What `jobs.jsonl` of several arrays say, by the name of the array. */
function placesIn(printed: string): Map<string, (ArrayTask | undefined)[]> {
  return new Map(
    printed
      .split(CUT)
      .slice(1)
      .map((part) => {
        const [name, ...lines] = part.split('\n')
        return [name!, lines.filter((line) => line !== '').map((line) => jsonIn(line) as ArrayTask | undefined)]
      }),
  )
}

async function askLimits(shell: Shell, where: string): Promise<ClusterLimits> {
  const script = `command -v sbatch >/dev/null || { echo 'there is no sbatch' >&2; return 3; }
scontrol show config && echo ${CUT} && scontrol -o show partition && echo ${CUT} || return 1
# Where there are no accounts it says nothing.
ask() { timeout 20 sacctmgr -n -P show "$@" 2>/dev/null && echo ${CUT}; }
ask user where name="$(id -un)" format=${USER_COLUMNS} && ask assoc where user="$(id -un)" format=${ASSOC_COLUMNS} && ask qos format=${QOS_COLUMNS} || :`
  const [config, partitions, ...accounted] = (await answer(shell, where, script, 'scontrol')).split(CUT)
  return readLimits(config!, partitions ?? '', readAccounts(...accounted.slice(0, 3)))
}

async function accounts(shell: Shell, names: readonly string[]): Promise<Map<string, Listed>> {
  const { code, stdout } = await shell(
    // Without a beginning it tells of today only; and of those that have begun.
    `sacct -X -n -P -S now-7days -E now -u "$(id -un)" --name=${[...new Set(names)].join(',')} -o ${SACCT_COLUMNS}`,
  )
  // Accounts that do not answer are as good as none.
  if (code !== 0) return new Map()
  return new Map(
    readSacct(stdout)
      .filter(({ name }) => isOurs(name))
      .map((job) => [placeInChunks(job), job]),
  )
}

async function lacking(
  login: Pick<Login, 'lacks'>,
  requests: readonly JobRequest[],
  where: string,
): Promise<Problem[]> {
  // Modules and lines of set-up may bring Node; a free node is asked for it below, after these.
  const isBare = chunksOf(requests, Infinity).every(({ settings }) => preparation(settings) === '')
  return (await login.lacks(isBare)).map((what) => ({
    code: 'cannot-execute-there',
    message: `${where} lacks ${what}`,
    path: 'slurm.root',
    hint: 'the folder on the cluster has a clone of the workspace, or its package.json and package-lock.json, after npm ci; `node` says where Node is',
  }))
}

async function blind(shell: Shell, requests: readonly JobRequest[]): Promise<Problem[]> {
  const scripts = chunksOf(requests, Infinity).map(({ settings, requests: [first] }) =>
    sightScript(baseOf(first!), settings, first!.command[0]!),
  )
  const { stdout } = await shell([...new Set(scripts)].join('\n'))
  return blindness(stdout)
}

/** @throws ProblemsError when there was no answer: nothing is known of any job then. */
async function answer(shell: Shell, where: string, script: string, program: string): Promise<string> {
  const end = await shell(script)
  if (end.code === 0) return end.stdout
  const away = (message: string, hint: string): ProblemsError =>
    new ProblemsError({ code: 'engine-away', message, hint })
  if (end.code === NO_CONNECTION)
    throw away(`there is no connection to ${where}: ${lastWords(end)}`, `try: ssh ${where} true`)
  if (end.code === 3)
    throw away(`there is no sbatch on ${where}`, 'call nx where Slurm is, or say `login` in the profile')
  throw away(`${program} does not answer on ${where}: ${lastWords(end)}`, `try there: ${program}`)
}

const lastWords = ({ stderr, code }: ScriptEnd): string => {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^\w+: (error: )?/, '').trim())
    .filter((line) => line !== '')
  return lines.slice(-3).join('; ') || `it ended with code ${code}`
}
