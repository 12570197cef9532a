import { join } from 'node:path'

/** What a Slurm of a test is to have. */
export interface SlurmOptions {
  /** How many nodes; each has four cores and 2,000 MB, whatever this machine has. */
  readonly nodes?: number
  /** Keeps what ended in a database, which `sacct` asks. */
  readonly accounting?: boolean
  /** Limits of memory are held to, and what a job leaves behind ends with it. Needs a writable tree of cgroups (version 1). */
  readonly cgroups?: boolean
  /** GPUs of each node. They are no devices: jobs are given their numbers. */
  readonly gpus?: number
  /** Further lines of `slurm.conf`; a name that stands there already is replaced. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** Lines of further partitions. */
  readonly partitions?: readonly string[]
}

/** Where and as whom it runs. */
export interface Surroundings {
  readonly folder: string
  readonly user: string
  readonly ports: { readonly controller: number; readonly database: number; readonly accounting: number }
  readonly nodes: readonly { readonly name: string; readonly port: number }[]
}

export const CLUSTER = 'rig'
export const socketOf = (folder: string): string => join(folder, 'munge', 'munge.sock')

/** `slurm.conf` of a cluster that is one machine: all within one folder, on loopback, and quick to schedule. */
export function slurmConf({ folder, user, ports, nodes }: Surroundings, options: SlurmOptions): string {
  const settings: Record<string, string | number> = {
    ClusterName: CLUSTER,
    SlurmctldHost: 'localhost',
    SlurmUser: user,
    SlurmdUser: user,
    AuthType: 'auth/munge',
    AuthInfo: `socket=${socketOf(folder)}`,
    SlurmctldPort: ports.controller,
    SlurmctldPidFile: join(folder, 'slurmctld.pid'),
    SlurmdPidFile: join(folder, 'slurmd.%n.pid'),
    SlurmdSpoolDir: join(folder, 'spool', '%n'),
    StateSaveLocation: join(folder, 'state'),
    ProctrackType: options.cgroups ? 'proctrack/cgroup' : 'proctrack/linuxproc',
    TaskPlugin: options.cgroups ? 'task/cgroup' : 'task/none',
    SwitchType: 'switch/none',
    MpiDefault: 'none',
    // A mailer must be there, or each command complains of it.
    MailProg: '/bin/true',
    MessageTimeout: 5,
    ReturnToService: 2,
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_Core_Memory',
    DefMemPerCPU: 100,
    SchedulerType: 'sched/backfill',
    // Without these a job waits two or three seconds before it is looked at.
    SchedulerParameters:
      'batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1,default_queue_depth=1000',
    SlurmdParameters: 'config_overrides',
    SlurmctldTimeout: 30,
    SlurmdTimeout: 15,
    MinJobAge: 300,
    KillWait: 5,
    PropagateResourceLimits: 'NONE',
    MaxArraySize: 1001,
    GresTypes: 'gpu',
    JobAcctGatherType: options.accounting ? 'jobacct_gather/linux' : 'jobacct_gather/none',
    ...(options.accounting
      ? {
          AccountingStorageType: 'accounting_storage/slurmdbd',
          AccountingStorageHost: 'localhost',
          AccountingStoragePort: ports.accounting,
          // Not a password: the socket of munge. AuthInfo is not used towards slurmdbd.
          AccountingStoragePass: socketOf(folder),
        }
      : { AccountingStorageType: 'accounting_storage/none' }),
    ...options.settings,
  }
  const gres = options.gpus ? ` Gres=gpu:${options.gpus}` : ''
  const all = nodes.map(({ name }) => name).join(',')
  return lines(
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ...nodes.map(
      ({ name, port }) =>
        `NodeName=${name} NodeHostname=localhost NodeAddr=127.0.0.1 Port=${port} CPUs=4 RealMemory=2000${gres} State=UNKNOWN`,
    ),
    `PartitionName=main Nodes=${all} Default=YES MaxTime=INFINITE State=UP`,
    `PartitionName=short Nodes=${all} MaxTime=2 State=UP`,
    ...(options.partitions ?? []),
  )
}

/** `gres.conf`: a device that is always there stands for each GPU. */
export const gresConf = ({ nodes }: Surroundings, gpus = 0): string =>
  lines(...nodes.flatMap(({ name }) => Array.from({ length: gpus }, () => `NodeName=${name} Name=gpu File=/dev/null`)))

/** `cgroup.conf`: memory is held to, swap included. */
export const CGROUP_CONF = lines(
  'CgroupPlugin=cgroup/v1',
  'CgroupMountpoint=/sys/fs/cgroup',
  'CgroupAutomount=no',
  'ConstrainRAMSpace=yes',
  'ConstrainSwapSpace=no',
  'AllowedSwapSpace=0',
)

/** `slurmdbd.conf`, which only its owner may read. */
export const slurmdbdConf = ({ folder, user, ports }: Surroundings): string =>
  lines(
    'AuthType=auth/munge',
    `AuthInfo=socket=${socketOf(folder)}`,
    'DbdHost=localhost',
    'DbdAddr=127.0.0.1',
    `DbdPort=${ports.accounting}`,
    `SlurmUser=${user}`,
    `PidFile=${join(folder, 'slurmdbd.pid')}`,
    'StorageType=accounting_storage/mysql',
    'StorageHost=127.0.0.1',
    `StoragePort=${ports.database}`,
    'StorageUser=slurm',
    'StoragePass=x',
    'StorageLoc=acct',
  )

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
