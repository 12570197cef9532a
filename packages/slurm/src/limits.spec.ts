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
    submitted: new Map(),
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
    submitted: new Map(),
  })
})

describe('a job', () => {
  const said = (configuration: Record<string, unknown>, more = {}) =>
    refusals([request('a', { configuration, ...more })], limits).map(({ message }) => message)

  it.each([{}, { partition: 'main', time: '30-0' }, { partition: 'short', time: '2', cpus: 2, memory: '1000M' }])(
    'is taken with %j',
    (configuration) => expect(said(configuration)).toEqual([]),
  )

  it.each([
    [{ partition: 'shrt' }, "no partition 'shrt'"],
    [{ partition: 'short', time: '3' }, 'a time of 3 min is above the limit'],
    [{ partition: 'short', cpus: 3 }, 'a number of 3 cores is above the limit'],
    [{ partition: 'short', memory: '1001M' }, 'memory of 1001 MB is above the limit'],
    [{ partition: 'old' }, 'takes no jobs now: it is DRAIN'],
  ])('is refused with %j', (configuration, message) =>
    expect(said(configuration)).toEqual([expect.stringContaining(message)]),
  )

  it('is taken when one of its partitions takes it', () => {
    expect(said({ partition: 'short,main', time: '3' })).toEqual([])
    expect(said({ partition: 'short,old', time: '3' })).toHaveLength(2)
  })

  it('is refused where no partition is the default', () => {
    const none = { ...limits, partitions: limits.partitions.slice(1) }
    expect(refusals([request('a')], none)).toMatchObject([{ hint: 'say which: short, old' }])
  })

  it('is refused with a line break in its folder, and not with other letters', () => {
    expect(said({}, { folder: '/a\nb' })).toEqual([expect.stringContaining('line break')])
    expect(said({}, { folder: `/a 'b' $c "d" \\e ;|&` })).toEqual([])
  })

  it('is refused once for all of its kind, and with how many there are', () => {
    const all = ['a', 'b', 'c'].map((name) => request(name, { configuration: { partition: 'short', time: '3' } }))
    expect(refusals(all, limits)).toHaveLength(1)
    expect(refusals(all, { ...limits, jobs: 2 }).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('3 jobs are more than the 2'),
    )
  })

  it('is refused with more of them than its account may have in the queue', () => {
    const known = readLimits(CONFIG, PARTITIONS, 'lab|2|\nown||3\nroot||\n\nodd')
    expect([...known.submitted]).toEqual([
      ['lab', 2],
      ['own', 3],
      ['root', Infinity],
    ])
    const said = (account?: string) =>
      refusals(
        ['a', 'b', 'c'].map((name) => request(name, { configuration: account === undefined ? {} : { account } })),
        known,
      ).map(({ hint }) => hint)
    expect(said('lab')).toEqual([expect.stringContaining('"jobs": 2')])
    expect([said('own'), said('root'), said('unknown'), said()]).toEqual([[], [], [], []])
    const few = readLimits(CONFIG, PARTITIONS, 'lab|2|1')
    expect(refusals([request('a'), request('b')], few)).toHaveLength(1)
  })
})
