import { latest, readId, writeId } from './job-id'
import { stateOf } from './job-state'
import { waitingWords } from './reasons'
import { readSacct } from './sacct'
import { readSqueue } from './squeue'

/** As Slurm 22.05.8 prints it. */
const SQUEUE = `7|7|N/A|PENDING|PartitionDown||bocas-0123456789abcdef
11|1|3|CANCELLED|None|n2|bocas-0123456789abcdef
8|1|0|COMPLETED|None|n1|bocas-0123456789abcdef
9|1|1|FAILED|NonZeroExitCode|n1|bocas-0123456789abcdef
10|1|2|FAILED|JobLaunchFailure|n2|bocas-0123456789abcdef
3|3|N/A|PENDING|Resources||bocas-0123456789abcdef
1|1|4|RUNNING|None|n2|bocas-0123456789abcdef
2|2|N/A|PENDING|PartitionTimeLimit||a|b
`

const SACCT = `2|PENDING|0:0|None assigned|2026-11-28T16:22:12|bocas-0123456789abcdef
6|FAILED|0:53|n1|2026-11-28T16:22:12|bocas-0123456789abcdef
1_0|COMPLETED|0:0|n1|2026-11-28T16:22:12|bocas-0123456789abcdef
1_1|FAILED|3:0|n1|2026-11-28T16:22:12|bocas-0123456789abcdef
1_3|CANCELLED by 0|0:0|n2|2026-11-28T16:22:12|bocas-0123456789abcdef
1_[5-9]|PENDING|0:0|None assigned|2026-11-28T16:22:12|bocas-0123456789abcdef
`

describe('what squeue prints', () => {
  it('is read place by place', () => {
    expect(readSqueue(SQUEUE).map(({ called, index, state, node }) => `${called} ${index} ${state} ${node}`)).toEqual([
      '7 0 PENDING ',
      '1_3 3 CANCELLED n2',
      '1_0 0 COMPLETED n1',
      '1_1 1 FAILED n1',
      '1_2 2 FAILED n2',
      '3 0 PENDING ',
      '1_4 4 RUNNING n2',
      '2 0 PENDING ',
    ])
    expect(readSqueue(SQUEUE).at(-1)!.name).toBe('a|b')
  })

  it.each(['', '\n\n', 'Welcome to the cluster!\n', 'slurm_load_jobs error|x|y', '1|2|3'])('is none in %j', (text) =>
    expect(readSqueue(text)).toEqual([]),
  )
})

describe('what sacct prints', () => {
  it('is read place by place, but for places of which nothing is known', () => {
    expect(readSacct(SACCT).map(({ called, state, code, signal }) => `${called} ${state} ${code}:${signal}`)).toEqual([
      '1_0 COMPLETED 0:0',
      '1_1 FAILED 3:0',
      '1_3 CANCELLED 0:0',
      '2 PENDING 0:0',
      '6 FAILED 0:53',
    ])
  })

  it('is in the order of submission: a number may be of an older job too', () => {
    const row = (id: string, day: number) => `${id}|COMPLETED|0:0|n1|2026-11-0${day}T00:00:00|bocas-0123456789abcdef`
    expect(readSacct([row('900_0', 1), row('3_0', 2)].join('\n')).map(({ id }) => id)).toEqual([900, 3])
  })
})

describe('how a job stands', () => {
  const listed = (state: string, reason = 'None', node = 'n1') =>
    stateOf({ id: 1, called: '1_0', index: 0, name: 'x', state, reason, node })

  it.each([
    ['PENDING', 'waiting'],
    ['REQUEUED', 'waiting'],
    ['CONFIGURING', 'running'],
    ['RUNNING', 'running'],
    ['COMPLETING', 'running'],
    ['SUSPENDED', 'running'],
    ['STAGE_OUT', 'running'],
    ['A_STATE_OF_LATER_VERSIONS', 'running'],
  ])('%s: %s', (state, kind) => expect(listed(state).kind).toBe(kind))

  it.each([
    ['COMPLETED', 'done'],
    ['FAILED', 'failed'],
    ['CANCELLED', 'cancelled'],
    ['TIMEOUT', 'out of time'],
    ['DEADLINE', 'out of time'],
    ['OUT_OF_MEMORY', 'out of memory'],
    ['NODE_FAIL', 'node lost'],
    ['BOOT_FAIL', 'node lost'],
    ['PREEMPTED', 'node lost'],
  ])('%s: ended, %s', (state, how) => expect(listed(state)).toMatchObject({ kind: 'ended', how }))

  it('is said with its node, its number and its code', () => {
    const [, failed] = readSacct(SACCT)
    expect(stateOf(failed!)).toEqual({ kind: 'ended', how: 'failed', code: 3, words: '1_1: FAILED on n1' })
    const blind = readSacct(SACCT).at(-1)!
    expect(stateOf(blind)).toMatchObject({
      words: expect.stringContaining('does this node see the workspace') as string,
    })
    expect(listed('RUNNING')).toEqual({ kind: 'running', node: 'n1' })
    expect(listed('RUNNING', 'None', '')).toEqual({ kind: 'running' })
  })
})

it.each([
  ['Resources', 'no node has enough free for it yet (Resources)'],
  ['None', 'it was only just submitted'],
  ['', 'it was only just submitted'],
  ['ReqNodeNotAvail, UnavailableNodes:n[1-4]', 'the nodes that it may have are down or reserved'],
  ['QOSMaxWallDurationPerJobLimit', 'it never starts'],
  ['AssocGrpGRES', 'what your group may have at a time is in use (AssocGrpGRES)'],
  ['QOSMaxJobsPerUserLimit', 'your limit of jobs at a time is reached'],
  ['launch failed requeued held', 'scontrol release starts it (launch failed requeued held)'],
  ['SomethingNew', 'Slurm says SomethingNew'],
  ['constructor', 'Slurm says constructor'],
])('a job that waits for %s: %s', (reason, words) => expect(waitingWords(reason)).toContain(words))

describe('the name of a job', () => {
  const name = 'bocas-0123456789abcdef'

  it('is read as it is written, and nothing else is', () => {
    expect(readId(writeId({ called: '12_3', name }))).toEqual({ called: '12_3', name, index: 3 })
    expect(readId(writeId({ called: '12', name }))).toEqual({ called: '12', name, index: 0 })
    for (const odd of ['', '12', '12_3@other', `12_3@${name}x`, `12; rm -rf@${name}`])
      expect(readId(odd)).toBeUndefined()
  })

  it('finds the successor, and no job of others', () => {
    const job = (id: number, own = name) => ({
      id,
      called: `${id}_0`,
      index: 0,
      name: own,
      state: 'RUNNING',
      reason: '',
      node: '',
    })
    expect([...latest([job(3), job(9), job(5), job(10, 'wrap')]).values()].map(({ id }) => id)).toEqual([9])
  })
})
