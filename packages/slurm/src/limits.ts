import { readTime } from './time'

/** What a cluster allows, as far as `scontrol` tells. */
export interface ClusterLimits {
  /** Jobs in one array. */
  readonly array: number
  /** Jobs that the whole cluster keeps. */
  readonly jobs: number
  /** Whether `sacct` knows of jobs that have ended. */
  readonly accounts: boolean
  readonly partitions: readonly Partition[]
  /** Jobs that this user may have in the queue, by account; Infinity where nobody says. */
  readonly submitted: ReadonlyMap<string, number>
}

export interface Partition {
  readonly name: string
  readonly isDefault: boolean
  readonly state: string
  /** Seconds; Infinity for none. */
  readonly time: number
  /** Cores, and megabytes, of a node; Infinity for none. */
  readonly cpus: number
  readonly memory: number
}

/** The columns of `sacctmgr show assoc` that {@link readLimits} reads. */
export const ASSOC_COLUMNS = 'Account,MaxSubmitJobs,GrpSubmitJobs'

/** Reads what `scontrol show config`, `scontrol -o show partition` and, where there are accounts, `sacctmgr -n -P show assoc` printed. */
export function readLimits(config: string, partitions: string, assoc = ''): ClusterLimits {
  const setting = (name: string): string => new RegExp(`^${name}\\s*=\\s*(.*?)\\s*$`, 'm').exec(config)?.[1] ?? ''
  // The highest index is one less.
  const array = Number(setting('MaxArraySize') || 1001)
  return {
    array: Math.max(1, array),
    jobs: Number(setting('MaxJobCount') || 10_000),
    accounts: !['', '(null)', 'accounting_storage/none'].includes(setting('AccountingStorageType')),
    partitions: partitions
      .split('\n')
      .filter((line) => line.startsWith('PartitionName='))
      .map(readPartition),
    submitted: new Map(assoc.split('\n').flatMap(readAssociation)),
  }
}

function readAssociation(line: string): [string, number][] {
  const [account, ...limits] = line.trim().split('|')
  if (!account || limits.length !== 2) return []
  return [[account, Math.min(...limits.map((limit) => (/^\d+$/.test(limit) ? Number(limit) : Infinity)))]]
}

function readPartition(line: string): Partition {
  const fields = new Map(
    [...line.matchAll(/(\S+?)=(\S*)/g)].map(([, name, value]): [string, string] => [name!, value!]),
  )
  const number = (name: string): number => {
    const value = fields.get(name)
    return value === undefined || !/^\d+$/.test(value) || value === '0' ? Infinity : Number(value)
  }
  return {
    name: fields.get('PartitionName')!,
    isDefault: fields.get('Default') === 'YES',
    state: fields.get('State') ?? 'UP',
    time: readTime(fields.get('MaxTime') ?? 'UNLIMITED') ?? Infinity,
    cpus: number('MaxCPUsPerNode'),
    memory: number('MaxMemPerNode'),
  }
}
