import { readMemory } from './memory'
import { readTime } from './time'

/** What an association or a QOS allows; Infinity for what it does not limit. */
export interface AccountLimits {
  /** Seconds of one job. */
  readonly time: number
  readonly cpus: number
  /** Megabytes of one job. */
  readonly memory: number
  readonly gpus: number
  /** Jobs of one user in the queue, those that are at work included. */
  readonly submitted: number
}

/** What a user may have under an account. */
export interface Association extends AccountLimits {
  readonly account: string
  /** Empty for all partitions. */
  readonly partition: string
  /** The QOS that jobs may name. */
  readonly qos: readonly string[]
  /** The one of jobs that name none; empty when nobody says. */
  readonly defaultQos: string
}

/** What the accounts of a cluster say of a user. */
export interface Accounts {
  /** The account of jobs that name none. */
  readonly defaultAccount?: string
  readonly associations: readonly Association[]
  readonly qos: ReadonlyMap<string, AccountLimits>
}

const NO_LIMITS: AccountLimits = {
  time: Infinity,
  cpus: Infinity,
  memory: Infinity,
  gpus: Infinity,
  submitted: Infinity,
}

/** The same with nothing limited: of a cluster that looks at names only. */
export const withoutLimits = ({ associations, ...of }: Accounts): Accounts => ({
  ...of,
  associations: associations.map((association) => ({ ...association, ...NO_LIMITS })),
  qos: new Map([...of.qos.keys()].map((name) => [name, NO_LIMITS])),
})

export const NO_ACCOUNTS: Accounts = { associations: [], qos: new Map() }

/** The columns of `sacctmgr show user`, `show assoc` and `show qos` that {@link readAccounts} reads, in this order. */
export const USER_COLUMNS = 'DefaultAccount'
export const ASSOC_COLUMNS = 'Account,Partition,QOS,DefaultQOS,MaxSubmitJobs,GrpSubmitJobs,MaxWall,MaxTRESPerJob'
export const QOS_COLUMNS = 'Name,MaxSubmitJobsPerUser,GrpSubmitJobs,MaxWall,MaxTRESPerJob,MaxTRESPerUser'

/** Reads what the three printed with `-n -P`. What cannot be read limits nothing: `sbatch` has the last word. */
export function readAccounts(user = '', assoc = '', qos = ''): Accounts {
  const defaultAccount = user.trim().split('\n')[0]
  return {
    ...(defaultAccount && { defaultAccount }),
    associations: rows(assoc, 8).map(([account, partition, names, defaultQos, most, group, wall, tres]) => ({
      account: account!,
      partition: partition!,
      qos: names!.split(',').filter((name) => name !== ''),
      defaultQos: defaultQos!,
      ...allowance([most!, group!], wall!, [tres!]),
    })),
    qos: new Map(
      rows(qos, 6).map(([name, most, group, wall, ...tres]) => [name!, allowance([most!, group!], wall!, tres)]),
    ),
  }
}

const rows = (printed: string, columns: number): string[][] =>
  printed
    .split('\n')
    .map((line) => line.trim().split('|'))
    .filter((cells) => cells.length === columns && cells[0] !== '')

function allowance(submitted: readonly string[], wall: string, tres: readonly string[]): AccountLimits {
  const given = tres.flatMap((text) => text.split(',')).map((item) => item.split('='))
  const least = (name: string, read: (text: string) => number | undefined): number =>
    Math.min(...given.flatMap(([key, value]) => (key === name && value ? (read(value) ?? Infinity) : Infinity)))
  return {
    time: wall === '' ? Infinity : (readTime(wall) ?? Infinity),
    cpus: least('cpu', count),
    memory: least('mem', readMemory),
    gpus: least('gres/gpu', count),
    submitted: Math.min(...submitted.map((text) => count(text) ?? Infinity)),
  }
}

const count = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined)

/** The association of a job: that of its partition goes before that of all partitions. */
export function associationOf(
  { account, partition }: { readonly account?: string | undefined; readonly partition?: string | undefined },
  { associations, defaultAccount }: Accounts,
): Association | undefined {
  const own = associations.filter((one) => one.account === (account ?? defaultAccount))
  return (
    own.find((one) => one.partition !== '' && one.partition === partition) ?? own.find((one) => one.partition === '')
  )
}

/** The QOS of a job: the one that it names, else that of its association. */
export function qosOf(named: string | undefined, association: Association | undefined): string | undefined {
  if (named !== undefined) return named
  if (association === undefined) return undefined
  return association.defaultQos || (association.qos.length === 1 ? association.qos[0] : undefined)
}

/** How many jobs of these settings a user may have in the queue at once. */
export function submittedAtOnce(
  { account, qos, partition }: { readonly account?: string; readonly qos?: string; readonly partition?: string },
  of: Accounts,
): number {
  const association = associationOf({ account, partition }, of)
  const limits = of.qos.get(qosOf(qos, association) ?? '')
  return Math.min(association?.submitted ?? Infinity, limits?.submitted ?? Infinity)
}
