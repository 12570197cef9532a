import { makeHost, type Host, type HostedJob } from './hosts'
import { isDue } from './look'

const hosted = (phase: HostedJob['phase'], index: number): readonly [string, HostedJob] => [
  String(index),
  { job: { id: String(index), command: [], files: [] }, phase, since: 0 },
]

/** A host whose last look ended at 0 and took 1 s, with jobs in such phases. */
const host = (phases: readonly HostedJob['phase'][], more: Partial<Host> = {}): Host =>
  Object.assign(makeHost('a', { slots: 1, root: '/r', node: 'node' }), {
    ...{ lastLook: { at: 0, took: 1_000 }, jobs: new Map(phases.map(hosted)) },
    ...more,
  })

describe('a host is looked at again', () => {
  it.each<[string, Host, number]>([
    ['after ten times what a look takes, while jobs wait there', host(['running', 'queued']), 10_000],
    ['after four times that, when none does', host(['running', 'ended']), 4_000],
    ['when all may be over', host(['running', 'queued', 'queued', 'ended'], { pace: 700 }), 2_100],
    ['no later for a slow pace', host(['running', 'queued'], { pace: 60_000 }), 10_000],
    ['no sooner than after half a second', host(['running'], { pace: 10, lastLook: { at: 0, took: 1 } }), 500],
    ['away, at no pace', host(['running', 'queued'], { pace: 10, awaySince: 0 }), 4_000],
  ])('%s', (_, one, after) => {
    expect([after - 1, after].map((now) => isDue(one, now))).toEqual([false, true])
  })

  it('at once when it never was, and never while it is', () => {
    expect(isDue(makeHost('a', { slots: 1, root: '/r', node: 'node' }), 0)).toBe(true)
    expect(isDue(host(['running'], { lastLook: undefined }), 1e9)).toBe(false)
  })
})
