import { suggest, type Problem } from 'bocas/internal/light'
import type { JobRequest } from '@bocas/nx'
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
      message: `${requests.length} jobs are more than the ${limits.jobs} that this cluster keeps (MaxJobCount)`,
      path: 'slurm',
      hint: 'call nx for some of the tasks at a time',
    })
  all.push(...tooMany(requests, limits))
  const odd = requests
    .flatMap(({ folder, log, command }) => [folder, log, ...command])
    .find((word) => /[\0\n\r]/.test(word))
  if (odd !== undefined)
    all.push({ message: `a path of a job holds a line break: ${JSON.stringify(odd)}`, hint: 'rename the folder' })
  return [...new Map(all.map((problem) => [problem.message, problem])).values()]
}

/** More jobs than one user may have in the queue: Slurm would take the first arrays and not the last. */
function tooMany(requests: readonly JobRequest[], { submitted }: ClusterLimits): Problem[] {
  const counts = new Map<string | undefined, number>()
  for (const { settings, requests: own } of chunksOf(requests, Infinity))
    counts.set(settings.account, (counts.get(settings.account) ?? 0) + own.length)
  return [...counts].flatMap(([account, count]): Problem[] => {
    // Which one is the default of several accounts is not asked.
    const most = account === undefined ? Math.max(...submitted.values()) : (submitted.get(account) ?? Infinity)
    if (submitted.size === 0 || count <= most) return []
    return [
      {
        message: `${count} jobs are more than the ${most} that you may have in the queue${account === undefined ? '' : ` of the account '${account}'`} (MaxSubmitJobs)`,
        path: 'slurm',
        hint: `say "jobs": ${most} in the profile: then no more are submitted at a time`,
      },
    ]
  })
}

function settingProblems(settings: JobSettings, { partitions }: ClusterLimits): Problem[] {
  const named = settings.partition?.split(',') ?? []
  const names = partitions.map(({ name }) => name)
  const unknown = named.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    return unknown.map((name) => ({
      message: `this cluster has no partition '${name}'`,
      path: 'slurm.partition',
      hint: suggest(name, names),
    }))
  const chosen = partitions.filter(({ name, isDefault }) => (named.length === 0 ? isDefault : named.includes(name)))
  if (chosen.length === 0)
    return [
      {
        message: 'no partition is chosen, and this cluster has no default one',
        path: 'slurm.partition',
        hint: `say which: ${names.join(', ')}`,
      },
    ]
  // Of several partitions one that takes the job is enough.
  const problems = chosen.map((partition) => partitionProblems(settings, partition))
  return problems.some((none) => none.length === 0) ? [] : problems.flat()
}

function partitionProblems({ time, cpus, memory }: JobSettings, partition: Partition): Problem[] {
  const { name } = partition
  const above = (what: string, asked: string, most: string, setting: string): Problem => ({
    message: `${what} of ${asked} is above the limit of the partition '${name}', which is ${most}`,
    path: `slurm.${setting}`,
    hint: `ask for less, or choose another partition${setting === 'time' ? '; a run that saves checkpoints goes on in the next job' : ''}`,
  })
  return [
    ...(partition.state === 'UP'
      ? []
      : [{ message: `the partition '${name}' takes no jobs now: it is ${partition.state}`, path: 'slurm.partition' }]),
    ...(time !== undefined && time > partition.time
      ? [above('a time', timeInWords(time), `${timeInWords(partition.time)} (${writeTime(partition.time)})`, 'time')]
      : []),
    ...(cpus !== undefined && cpus > partition.cpus
      ? [above('a number', `${cpus} cores`, `${partition.cpus}`, 'cpus')]
      : []),
    ...(memory !== undefined && memory > partition.memory
      ? [above('memory', `${memory} MB`, `${partition.memory} MB`, 'memory')]
      : []),
  ]
}
