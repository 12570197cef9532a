import { suggest, type Problem } from 'bocas/internal/light'
import type { JobRequest } from '@bocas/nx'
import { associationOf, qosOf, submittedAtOnce, type Accounts } from './accounts'
import type { ClusterLimits, Partition } from './limits'
import { chunksOf, type JobSettings } from './settings'
import { timeInWords, writeTime } from './time'

/**
 * What no queue would help with. A job whose time is above the limit of its partition, for one, is taken by most clusters, and then waits for ever.
 */
export function refusals(requests: readonly JobRequest[], limits: ClusterLimits): readonly Problem[] {
  const groups = chunksOf(requests, Infinity)
  const all: Problem[] = groups.flatMap(({ settings, requests: [first, ...others] }) => {
    const who =
      others.length === 0 ? `${first!.task}/${first!.name}` : `${first!.task} and its ${others.length + 1} runs`
    return settingProblems(settings, limits).map((problem) => ({ ...problem, path: problem.path ?? who }))
  })
  if (requests.length > limits.jobs)
    all.push({
      code: 'above-limit',
      message: `${requests.length} jobs are more than the ${limits.jobs} that this cluster keeps (MaxJobCount)`,
      path: 'slurm',
      hint: 'call nx for some of the tasks at a time',
    })
  all.push(...tooMany(requests, limits))
  const odd = requests
    .flatMap(({ folder, log, command }) => [folder, log, ...command])
    .find((word) => /[\0\n\r]/.test(word))
  if (odd !== undefined)
    all.push({
      code: 'not-submitted',
      message: `a path of a job holds a line break: ${JSON.stringify(odd)}`,
      hint: 'rename the folder',
    })
  return [...new Map(all.map((problem) => [problem.message, problem])).values()]
}

/** More jobs than one user may have in the queue: Slurm would take the first arrays and not the last. */
function tooMany(requests: readonly JobRequest[], { of }: ClusterLimits): Problem[] {
  const counts = new Map<string, { count: number; readonly settings: JobSettings }>()
  for (const { settings, requests: own } of chunksOf(requests, Infinity)) {
    const place = JSON.stringify([settings.account, settings.qos])
    const { count } = counts.get(place) ?? { count: 0 }
    counts.set(place, { count: count + own.length, settings })
  }
  return [...counts.values()].flatMap(({ count, settings }): Problem[] => {
    const most = submittedAtOnce(settings, of)
    if (count <= most) return []
    const { account, qos } = settings
    const where = [account && `the account '${account}'`, qos && `the QOS '${qos}'`].filter(Boolean).join(' and ')
    return [
      {
        code: 'above-limit',
        message: `${count} jobs are more than the ${most} that you may have in the queue${where && ` of ${where}`} (MaxSubmitJobs)`,
        path: 'slurm',
        hint: `say "jobs": ${most} in the profile: then no more are submitted at a time`,
      },
    ]
  })
}

function settingProblems(settings: JobSettings, { partitions, of }: ClusterLimits): Problem[] {
  const named = settings.partition?.split(',') ?? []
  const names = partitions.map(({ name }) => name)
  const unknown = named.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    return unknown.map((name) => ({
      code: 'not-on-this-cluster',
      message: `this cluster has no partition '${name}'`,
      path: 'slurm.partition',
      hint: suggest(name, names),
    }))
  const chosen = partitions.filter(({ name, isDefault }) => (named.length === 0 ? isDefault : named.includes(name)))
  if (chosen.length === 0)
    return [
      {
        code: 'not-on-this-cluster',
        message: 'no partition is chosen, and this cluster has no default one',
        path: 'slurm.partition',
        hint: `say which: ${names.join(', ')}`,
      },
    ]
  // Of several partitions one that takes the job is enough.
  const problems = chosen.map((partition) => [
    ...partitionProblems(settings, partition),
    ...accountProblems(settings, partition, of),
  ])
  return problems.some((none) => none.length === 0) ? [] : problems.flat()
}

function partitionProblems(settings: JobSettings, partition: Partition): Problem[] {
  const { name, state } = partition
  const down: Problem = {
    code: 'not-on-this-cluster',
    message: `the partition '${name}' takes no jobs now: it is ${state}`,
    path: 'slurm.partition',
  }
  return [
    ...(state === 'UP' ? [] : [down]),
    ...above(settings, { ...partition, gpus: Infinity }, `the partition '${name}'`, 'choose another partition'),
  ]
}

/** What the accounts say: an account or QOS that is not this user's, and limits. Of limits that say the same thing the first one holds (Slurm: resource_limits). */
function accountProblems(settings: JobSettings, partition: Partition, of: Accounts): Problem[] {
  const { account, qos: named } = settings
  if (of.associations.length === 0) return []
  const association = associationOf({ account, partition: partition.name }, of)
  const own = [...new Set(of.associations.map((one) => one.account))]
  if (account !== undefined && !own.includes(account))
    return [
      {
        code: 'not-on-this-cluster',
        message: `the account '${account}' is none of yours`,
        path: 'slurm.account',
        hint: suggest(account, own),
      },
    ]
  if (named !== undefined && association && association.qos.length > 0 && !association.qos.includes(named))
    return [
      {
        code: 'not-on-this-cluster',
        message: `the QOS '${named}' is none that your account '${association.account}' may use`,
        path: 'slurm.qos',
        hint: suggest(named, association.qos),
      },
    ]
  const qos = qosOf(named, association)
  const levels = [
    { of: `the QOS '${partition.qos}' of the partition '${partition.name}'`, limits: of.qos.get(partition.qos ?? '') },
    { of: `the QOS '${qos}'`, limits: of.qos.get(qos ?? '') },
    { of: `your account '${association?.account}'`, limits: association },
  ]
  return (['time', 'cpus', 'memory', 'gpus'] as const).flatMap((what) => {
    const level = levels.find(({ limits }) => limits !== undefined && limits[what] !== Infinity)
    if (level === undefined) return []
    return above(settings, { ...NO_LIMITS, [what]: level.limits![what] }, level.of, 'choose another `qos`')
  })
}

type JobLimits = Readonly<Record<'time' | 'cpus' | 'memory' | 'gpus', number>>
const NO_LIMITS: JobLimits = { time: Infinity, cpus: Infinity, memory: Infinity, gpus: Infinity }

/** What a job asks for above a limit. */
function above({ time, cpus, memory, gpus }: JobSettings, most: JobLimits, whose: string, orElse: string): Problem[] {
  const problem = (what: string, asked: string, limit: string, setting: string): Problem => ({
    code: 'above-limit',
    message: `${what} of ${asked} is above the limit of ${whose}, which is ${limit}`,
    path: `slurm.${setting}`,
    hint: `ask for less, or ${orElse}${setting === 'time' ? '; a run that saves checkpoints goes on in the next job' : ''}`,
  })
  return [
    ...(time !== undefined && time > most.time
      ? [problem('a time', timeInWords(time), `${timeInWords(most.time)} (${writeTime(most.time)})`, 'time')]
      : []),
    ...(cpus !== undefined && cpus > most.cpus ? [problem('a number', `${cpus} cores`, `${most.cpus}`, 'cpus')] : []),
    ...(memory !== undefined && memory > most.memory
      ? [problem('memory', `${memory} MB`, `${most.memory} MB`, 'memory')]
      : []),
    ...(gpus !== undefined && gpus.count > most.gpus
      ? [problem('a number', `${gpus.count} GPUs`, `${most.gpus}`, 'gpus')]
      : []),
  ]
}
