import { NO_ACCOUNTS, withoutLimits, type Accounts } from './accounts'
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
  /** What this user may have, where the cluster has accounts. */
  readonly of: Accounts
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
  /** Limits that go before those of a job's own QOS. */
  readonly qos?: string
}

/** Reads what `scontrol show config` and `scontrol -o show partition` printed. */
export function readLimits(config: string, partitions: string, of = NO_ACCOUNTS): ClusterLimits {
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
    of: enforced(of, setting('AccountingStorageEnforce')),
  }
}

/** What of it the cluster holds jobs to: some keep accounts and refuse nothing. */
function enforced(of: Accounts, words: string): Accounts {
  if (!/associations|limits|qos|safe|all/.test(words)) return NO_ACCOUNTS
  return /limits|safe|all/.test(words) ? of : withoutLimits(of)
}

function readPartition(line: string): Partition {
  const fields = new Map(
    [...line.matchAll(/(\S+?)=(\S*)/g)].map(([, name, value]): [string, string] => [name!, value!]),
  )
  const number = (name: string): number => {
    const value = fields.get(name)
    return value === undefined || !/^\d+$/.test(value) || value === '0' ? Infinity : Number(value)
  }
  const qos = fields.get('QoS') ?? 'N/A'
  return {
    name: fields.get('PartitionName')!,
    isDefault: fields.get('Default') === 'YES',
    state: fields.get('State') ?? 'UP',
    time: readTime(fields.get('MaxTime') ?? 'UNLIMITED') ?? Infinity,
    cpus: number('MaxCPUsPerNode'),
    memory: number('MaxMemPerNode'),
    ...(qos !== 'N/A' && { qos }),
  }
}
