import { readAccounts } from './accounts'
import { readLimits } from './limits'
import { refusals } from './refusals'
import { request } from './test-requests'

/** As Slurm 22.05.8 prints it, cut to what matters. */
const CONFIG = `Configuration data as of 2026-11-28T16:22:20
AccountingStorageEnforce = none
AccountingStorageType   = accounting_storage/slurmdbd
EnforcePartLimits       = NO
MaxArraySize            = 1001
MaxJobCount             = 10000
SLURM_VERSION           = 22.05.8
`
const PARTITIONS = `PartitionName=main AllowGroups=ALL Default=YES QoS=N/A DefaultTime=NONE MaxNodes=UNLIMITED MaxTime=UNLIMITED MinNodes=0 MaxCPUsPerNode=UNLIMITED Nodes=n[1-4] State=UP TotalCPUs=16 MaxMemPerNode=UNLIMITED TRES=cpu=16,mem=8000M,node=4,billing=16
PartitionName=short AllowGroups=ALL Default=NO QoS=N/A MaxTime=00:02:00 MaxCPUsPerNode=2 Nodes=n[1-4] State=UP MaxMemPerNode=1000 TRES=cpu=16
PartitionName=old AllowGroups=ALL Default=NO MaxTime=1-00:00:00 Nodes=n1 State=DRAIN
`
const limits = readLimits(CONFIG, PARTITIONS)

it('what scontrol prints is read', () => {
  expect(limits).toEqual({
    array: 1001,
    jobs: 10_000,
    accounts: true,
    of: { associations: [], qos: new Map() },
    partitions: [
      { name: 'main', isDefault: true, state: 'UP', time: Infinity, cpus: Infinity, memory: Infinity },
      { name: 'short', isDefault: false, state: 'UP', time: 120, cpus: 2, memory: 1000 },
      { name: 'old', isDefault: false, state: 'DRAIN', time: 86_400, cpus: Infinity, memory: Infinity },
    ],
  })
  expect(readLimits(CONFIG.replace('slurmdbd', 'none'), '').accounts).toBe(false)
  expect(readLimits('', '')).toEqual({
    array: 1001,
    jobs: 10_000,
    accounts: false,
    partitions: [],
    of: { associations: [], qos: new Map() },
  })
})

describe('a job', () => {
  const messagesOf = (configuration: Record<string, unknown>, more = {}) =>
    refusals([request('a', { configuration, ...more })], limits).map(({ message }) => message)

  it.each([{}, { partition: 'main', time: '30-0' }, { partition: 'short', time: '2', cpus: 2, memory: '1000M' }])(
    'is taken with %j',
    (configuration) => expect(messagesOf(configuration)).toEqual([]),
  )

  it.each([
    [{ partition: 'shrt' }, "no partition 'shrt'"],
    [{ partition: 'short', time: '3' }, 'a time of 3 min is above the limit'],
    [{ partition: 'short', cpus: 3 }, 'a number of 3 cores is above the limit'],
    [{ partition: 'short', memory: '1001M' }, 'memory of 1001 MB is above the limit'],
    [{ partition: 'old' }, 'takes no jobs now: it is DRAIN'],
  ])('is refused with %j', (configuration, message) =>
    expect(messagesOf(configuration)).toEqual([expect.stringContaining(message)]),
  )

  it('is taken when one of its partitions takes it', () => {
    expect(messagesOf({ partition: 'short,main', time: '3' })).toEqual([])
    expect(messagesOf({ partition: 'short,old', time: '3' })).toHaveLength(2)
  })

  it('is refused where no partition is the default', () => {
    const none = { ...limits, partitions: limits.partitions.slice(1) }
    expect(refusals([request('a')], none)).toMatchObject([{ hint: 'say which: short, old' }])
  })

  it('is refused with a line break in its folder, and not with other letters', () => {
    expect(messagesOf({}, { folder: '/a\nb' })).toEqual([expect.stringContaining('line break')])
    expect(messagesOf({}, { folder: `/a 'b' $c "d" \\e ;|&` })).toEqual([])
  })

  it('is refused once for all of its kind, and with how many there are', () => {
    const all = ['a', 'b', 'c'].map((name) => request(name, { configuration: { partition: 'short', time: '3' } }))
    expect(refusals(all, limits)).toHaveLength(1)
    expect(refusals(all, { ...limits, jobs: 2 }).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('3 jobs are more than the 2'),
    )
  })

  describe('of a user with accounts', () => {
    // As sacctmgr 22.05.8 prints it.
    const accounts = readAccounts(
      'lab\n',
      'lab||long,normal|normal|7||02:00:00|cpu=3\nown||normal||||| \n\nodd',
      'normal|||||\nlong|5||1-00:00:00|cpu=2,mem=1500M|cpu=8,gres/gpu=2,mem=10G\nday|||00:10:00||\n',
    )
    const enforcing = (words: string): string => CONFIG.replace('Enforce = none', `Enforce = ${words}`)
    const known = readLimits(
      enforcing('associations,limits,qos,safe'),
      PARTITIONS.replace('short AllowGroups=ALL Default=NO QoS=N/A', 'short QoS=day'),
      accounts,
    )
    const refused = (configuration: Record<string, unknown>) =>
      refusals([request('a', { configuration })], known).map(({ message, hint }) => `${message} (${hint})`)

    it('has what they say read', () => {
      expect(accounts.associations[0]).toMatchObject({
        account: 'lab',
        submitted: 7,
        time: 7200,
        cpus: 3,
        gpus: Infinity,
      })
      expect(accounts.qos.get('long')).toEqual({ submitted: 5, time: 86_400, cpus: 2, memory: 1500, gpus: 2 })
      expect(readAccounts()).toEqual({ associations: [], qos: new Map() })
    })

    it.each([
      {},
      { time: '2:00:00', cpus: 3, gpus: 8 },
      { qos: 'long', time: '1-0', cpus: 2, memory: '1500M', gpus: 2 },
      { account: 'own', time: '30-0', cpus: 64 },
    ])('is taken with %j', (configuration) => expect(refused(configuration)).toEqual([]))

    it.each([
      [
        { time: '3:00:00' },
        "above the limit of your account 'lab', which is 120 min|above the limit of your account 'lab', which is 2 h",
      ],
      [{ cpus: 4 }, "4 cores is above the limit of your account 'lab', which is 3"],
      [{ qos: 'long', time: '2-0' }, "above the limit of the QOS 'long', which is 24 h"],
      [{ qos: 'long', cpus: 3 }, "3 cores is above the limit of the QOS 'long', which is 2"],
      [{ qos: 'long', memory: '2G' }, "2048 MB is above the limit of the QOS 'long', which is 1500 MB"],
      [{ qos: 'long', gpus: 3 }, "3 GPUs is above the limit of the QOS 'long', which is 2"],
      [{ partition: 'short', time: '20' }, "above the limit of the partition 'short'"],
      [{ account: 'lba' }, "the account 'lba' is none of yours"],
      [{ account: 'own', qos: 'long' }, "the QOS 'long' is none that your account 'own' may use"],
    ])('is refused with %j', (configuration, message) =>
      expect(refused(configuration).join('\n')).toMatch(new RegExp(message)),
    )

    it('is held to no more than the cluster holds it to', () => {
      const asked = request('a', { configuration: { account: 'lba', qos: 'x', time: '30-0' } })
      expect(refusals([asked], readLimits(CONFIG, PARTITIONS, accounts))).toEqual([])
      const names = readLimits(enforcing('associations'), PARTITIONS, accounts)
      expect(refusals([asked], names)).toHaveLength(1)
      expect(refusals([request('a', { configuration: { account: 'lab', time: '30-0' } })], names)).toEqual([])
    })

    it('is refused with more of them than may be in the queue at once', () => {
      const messagesOf = (count: number, configuration = {}) =>
        refusals(
          Array.from({ length: count }, (_, i) => request(String(i), { configuration })),
          known,
        ).map(({ message, hint }) => `${message} (${hint})`)
      expect(messagesOf(7)).toEqual([])
      expect(messagesOf(8)).toEqual([expect.stringMatching(/^8 jobs are more than the 7 that .*"jobs": 7/)])
      expect(messagesOf(5, { qos: 'long' })).toEqual([])
      expect(messagesOf(6, { qos: 'long' })).toEqual([
        expect.stringMatching("the 5 that you may have in the queue of the QOS 'long'"),
      ])
      expect(messagesOf(500, { account: 'own' })).toEqual([])
    })

    it('has the limits of the QOS of its partition before all others', () => {
      const open = { ...known, partitions: known.partitions.map((partition) => ({ ...partition, time: Infinity })) }
      const problems = refusals([request('a', { configuration: { partition: 'short', time: '20' } })], open)
      expect(problems).toMatchObject([
        { message: expect.stringContaining("the QOS 'day' of the partition 'short'") as string },
      ])
    })
  })
})
