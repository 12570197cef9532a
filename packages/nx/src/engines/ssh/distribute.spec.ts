import { distribute, nextBacklog, takenBack } from './distribute'
import { makeHost, type Host, type HostedJob, type SshJob } from './hosts'

const NOW = 1e6

const job = (id: string): SshJob => ({ id, command: [], files: [] })

/** A host with so many slots and jobs in such phases; `backlog` is 0 unless it is said. */
function host(
  name: string,
  slots: number,
  phases: ReadonlyArray<HostedJob['phase']> = [],
  more: Partial<Host> = {},
): Host {
  const made = Object.assign(makeHost(name, { slots, root: '/r', node: 'node' }), { backlog: 0 }, more)
  phases.forEach((phase, index) => made.jobs.set(`${name}${index}`, { job: job(`${name}${index}`), phase, since: 0 }))
  return made
}

const byName = <T>(given: ReadonlyMap<Host, readonly T[]>, nameOf: (one: T) => string): Record<string, string> =>
  Object.fromEntries([...given].map(([{ name }, all]) => [name, all.map(nameOf).join(' ')]))

describe('jobs that wait', () => {
  it.each<[string, number, Host[], object]>([
    ['none', 0, [host('a', 2)], {}],
    ['to no host', 2, [], {}],
    ['fewer than slots', 3, [host('a', 2), host('b', 2)], { a: '0 2', b: '1' }],
    ['more than slots', 9, [host('a', 2), host('b', 1)], { a: '0 1', b: '2' }],
    ['to hosts that have some', 2, [host('a', 4, ['running', 'running', 'queued']), host('b', 2)], { b: '0', a: '1' }],
    ['to full hosts', 2, [host('a', 2, ['running', 'arriving'])], {}],
    ['to slots whose jobs have ended', 2, [host('a', 2, ['ended', 'running'])], { a: '0' }],
    ['to one that has just gone away', 2, [host('a', 2, [], { awaySince: NOW - 1 }), host('b', 1)], { b: '0' }],
    ['to one that may be back', 2, [host('a', 2, [], { awaySince: NOW - 5_000 })], { a: '0 1' }],
    ['to one that could not take them', 1, [host('a', 1, [], { trouble: { words: 'full', since: NOW - 1 } })], {}],
    ['into queues', 5, [host('a', 1, [], { backlog: 2 }), host('b', 1)], { a: '0 2 3', b: '1' }],
    [
      'into queues, the shortest for its slots first',
      6,
      [host('a', 4, [], { backlog: 4 }), host('b', 1, ['running'], { backlog: 4 })],
      { a: '0 1 2 3 4', b: '5' },
    ],
  ])('are given to hosts: %s', (_, count, hosts, expected) => {
    const jobs = Array.from({ length: count }, (_, index) => job(String(index)))
    expect(byName(distribute(jobs, hosts, NOW), ({ id }) => id)).toEqual(expected)
  })

  it('are all given away when a call ends', () => {
    const jobs = Array.from({ length: 1000 }, (_, index) => job(String(index)))
    const given = distribute(jobs, [host('a', 1), host('b', 4)], NOW, () => Infinity)
    expect([...given].map(([{ name }, all]) => `${name}: ${all.length}`).sort()).toEqual(['a: 200', 'b: 800'])
  })
})

describe('how many jobs wait on a host', () => {
  it.each([
    ['as many as it has slots, at least', { slots: 2, backlog: 0 }, 0, 2],
    ['twice as many as have ended', { slots: 2, backlog: 2 }, 9, 18],
    ['half as many when none has', { slots: 2, backlog: 18 }, 0, 9],
    ['no more than one call brings', { slots: 2, backlog: 2 }, 5000, 200],
    ['all its slots, however many', { slots: 300, backlog: 300 }, 0, 300],
  ])('%s', (_, host, ended, expected) => expect(nextBacklog(host, ended)).toBe(expected))
})

describe('jobs in queues', () => {
  it.each<[string, Host[], object]>([
    ['none while no host is idle', [host('a', 1, ['running', 'queued']), host('b', 1, ['queued'])], {}],
    ['the last ones', [host('a', 1, ['running', 'queued', 'queued']), host('b', 1)], { a: 'a2' }],
    ['as many as find a slot', [host('a', 1, ['running', 'queued', 'queued']), host('b', 3)], { a: 'a1 a2' }],
    ['none that its host is about to begin', [host('a', 2, ['running', 'queued']), host('b', 1)], {}],
    ['none for a host that is away', [host('a', 1, ['running', 'queued']), host('b', 1, [], { awaySince: NOW })], {}],
    ['none of a host that is away', [host('a', 1, ['running', 'queued'], { awaySince: NOW }), host('b', 1)], {}],
  ])('go to idle hosts: %s', (_, hosts, expected) =>
    expect(byName(takenBack(hosts, NOW), (id) => id)).toEqual(expected),
  )

  it('stay where they have just come', () => {
    const [full, idle] = [host('a', 1, ['running', 'queued']), host('b', 1)]
    full.jobs.get('a1')!.since = NOW - 1
    expect(takenBack([full, idle], NOW).size).toBe(0)
  })
})
