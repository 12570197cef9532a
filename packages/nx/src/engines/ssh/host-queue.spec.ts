import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wholeScript } from './connection'
import { enqueue, readStandings, tidy } from './host-queue'
import { makeHost } from './hosts'
import { AWAY, describeHosts, testHosts, type TestHosts } from './test-hosts'

/** Notes that a job was executed, and the most that were at the same time. */
const COUNTED = `echo "$3" >> "$2/executed"; mkdir "$2/at.$3"; ls -d "$2"/at.* | wc -l >> "$2/most"
while [ -e "$2/closed" ]; do sleep 0.02; done; rmdir "$2/at.$3"; mkdir -p "$1/executions/1"; echo "$3" > "$1/executions/1/word"`

describeHosts('the queue of a host', () => {
  let test: TestHosts
  afterEach(() => test.dispose())

  const executed = (): string[] => test.read('executed').split('\n').filter(Boolean)
  const most = (): number => Math.max(0, ...test.read('most').split('\n').map(Number))
  const wordsAreHere = async (ids: readonly string[]): Promise<boolean> => {
    await test.receive(...ids)
    return ids.every((id) => existsSync(test.here(id, 'executions/1/word')))
  }

  it('executes each job once, as many at a time as it has slots, whoever is connected', async () => {
    test = testHosts({ n1: 2 })
    const keys = Array.from({ length: 12 }, (_, index) => `k${index + 10}`)
    const ids = await test.submit(COUNTED, ...keys)
    await test.engine.transport!.close!()
    await test.until('all were executed', () => executed().length === 12)
    expect(executed().sort()).toEqual(keys)
    expect(most()).toBeLessThanOrEqual(2)
    // The next call finds them by their folders.
    test.again()
    await test.until('all is here', () => wordsAreHere(ids))
    expect(executed()).toHaveLength(12)
  })

  it('is given its jobs in few calls', async () => {
    test = testHosts({ n1: 1, n2: 1 })
    const ids = await test.submit(COUNTED, ...Array.from({ length: 40 }, (_, index) => `k${index + 10}`))
    await test.until('all is here', () => wordsAreHere(ids))
    expect(executed()).toHaveLength(40)
    expect(most()).toBeLessThanOrEqual(2)
    expect(test.connections.calls.filter((call) => call.startsWith('shell')).length).toBeLessThan(30)
  })

  it('gives up jobs that are cancelled, those that wait and those at work', async () => {
    test = testHosts({ n1: 1 })
    writeFileSync(test.place('closed'), '')
    // One at work, four in the queue, and one that waits for a place.
    const ids = await test.submit(COUNTED, 'k1', 'k2', 'k3', 'k4', 'k5', 'k6')
    await test.until('one is at work', () => executed().length === 1)
    await test.until('others wait there', async () => readdirSync(test.place('n1/.bocas/queue/n1/queue')).length === 4)
    await test.engine.cancel(ids)
    const states = await test.engine.poll(ids)
    expect(ids.map((id) => states.get(id)!.kind === 'ended').filter(Boolean).length).toBeGreaterThanOrEqual(5)
    await test.until('all are over', async () =>
      [...(await test.engine.poll(ids)).values()].every(({ kind }) => kind === 'ended'),
    )
    expect(executed()).toHaveLength(1)
  })

  it('loses what waits in it to other hosts, when its host goes away', async () => {
    process.env.BOCAS_LEASE = '0.3'
    try {
      test = testHosts({ n1: 1, n2: 1 })
      writeFileSync(test.place('closed'), '')
      const ids = await test.submit(COUNTED, 'k1', 'k2', 'k3', 'k4')
      await test.until('two are at work', () => executed().length === 2)
      await test.until('that is seen', async () => {
        await test.receive(...ids)
        return (await Promise.all(ids.map(test.stateOf))).filter(({ kind }) => kind === 'running').length === 2
      })
      test.connections.around = (call, act) => (call.endsWith('n1') ? Promise.resolve(AWAY) : act())
      const isLost = async (id: string): Promise<boolean> => {
        const state = await test.stateOf(id)
        return state.kind === 'ended' && state.how === 'node lost'
      }
      await test.until('one is lost', async () => {
        await test.receive(...ids)
        return (await Promise.all(ids.map(isLost))).filter(Boolean).length === 1
      })
      // The host that is away goes on with what it has; what its queue had is begun on the other one as well, and counts once.
      rmSync(test.place('closed'))
      const kept: string[] = []
      for (const id of ids) if (!(await isLost(id))) kept.push(id)
      expect(kept).toHaveLength(3)
      await test.until('all others are here', () => wordsAreHere(kept))
      for (const id of kept) expect(existsSync(test.there('n2', id, 'executions/1/word'))).toBe(true)
    } finally {
      delete process.env.BOCAS_LEASE
    }
  })

  it('has a job once whose arrival nobody heard of, and not one that never came', async () => {
    test = testHosts({ n1: 2 })
    writeFileSync(test.place('closed'), '')
    let answers = 0
    // The first time it is executed and the answer is lost.
    test.connections.around = async (call, act) => {
      if (!call.startsWith('shell') || ++answers > 1) return act()
      await act()
      return AWAY
    }
    const ids = await test.submit(COUNTED, 'k1', 'k2')
    await test.until('both are at work', () => executed().length === 2)
    rmSync(test.place('closed'))
    await test.until('all is here', () => wordsAreHere(ids))
    expect(executed()).toHaveLength(2)

    // The next one never comes, and the host is asked.
    answers = 0
    test.connections.around = (call, act) =>
      call.startsWith('shell') && ++answers === 1 ? Promise.resolve(AWAY) : act()
    const [id] = await test.submit(COUNTED, 'k3')
    await test.until('it is here', async () => {
      await test.stateOf(id!)
      return wordsAreHere([id!])
    })
    expect(executed()).toHaveLength(3)
  })

  it('has nothing left of a job when its run is tried again under the same name', async () => {
    test = testHosts({ n1: 1 })
    const script =
      'mkdir -p "$1/executions/1"; ls "$1/executions/1" > "$1/executions/1/word"; touch "$1/executions/1/old"'
    const [id] = await test.submit(script, 'k1')
    await test.until('it is here', () => wordsAreHere([id!]))
    await test.engine.transport!.forget([test.here(id!, '.')])
    rmSync(test.here(id!, '..'), { recursive: true })
    await test.submit(script, 'k1')
    await test.until('it is here again', () => wordsAreHere([id!]))
    expect(readFileSync(test.here(id!, 'executions/1/word'), 'utf8')).toBe('word\n')
  })

  it('ends a job whose results nobody takes any more', async () => {
    test = testHosts({ n1: 1 })
    writeFileSync(test.place('closed'), '')
    const [id] = await test.submit(COUNTED, 'k1')
    await test.until('it is at work', () => executed().length === 1)
    await test.until('that is known', async () => (await test.stateOf(id!)).kind === 'running')
    const pid = Number(readFileSync(test.there('n1', id!, 'pid'), 'utf8'))
    await test.engine.transport!.forget([test.here(id!, '.')])
    await test.engine.transport!.close!()
    await test.until('it is gone', () => !isAlive(pid))
    expect(existsSync(test.there('n1', id!, ''))).toBe(false)
  })

  it('is seen to have lost the process of a slot', async () => {
    test = testHosts({ n1: 1 })
    writeFileSync(test.place('closed'), '')
    const [first, second] = await test.submit(COUNTED, 'k1', 'k2')
    await test.until('it is at work', () => executed().length === 1)
    const pid = Number(readFileSync(test.there('n1', first!, 'pid'), 'utf8'))
    for (const one of [parentOf(parentOf(pid)), parentOf(pid), pid]) process.kill(one, 'SIGKILL')
    await test.until('its end is seen', async () => (await test.stateOf(first!)).kind === 'ended')
    rmSync(test.place('closed'))
    // The next job that comes has the slots at work again.
    const [third] = await test.submit(COUNTED, 'k3')
    await test.until('the others are here', () => wordsAreHere([second!, third!]))
    expect(executed().sort()).toEqual(['k1', 'k2', 'k3'])
  })
})

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** By the fourth field of what Linux says of a process. */
const parentOf = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
}

describe('a script for a host', () => {
  it('that breaks off, wherever, is not executed at all', () => {
    const root = mkdtempSync(join(tmpdir(), 'bocas-ssh-script-'))
    const host = makeHost('n1', { root, slots: 1, node: 'node' })
    mkdirSync(join(root, '.bocas/jobs/k1/1'), { recursive: true })
    const entries = [{ id: 'k1/1', words: 'touch executed', specification: `{"it's":"$(touch '${root}/x')"}` }]
    for (const script of [tidy(host, ['k1/1']), enqueue(host, entries, ['k1/1'], 0)].map(wholeScript))
      for (let length = 0; length < script.lastIndexOf('main'); length += 7)
        spawnSync('/bin/sh', ['-s'], { input: script.slice(0, length) })
    expect([readdirSync(root), readdirSync(join(root, '.bocas'))]).toEqual([['.bocas'], ['jobs']])
    expect(existsSync(join(root, '.bocas/jobs/k1/1'))).toBe(true)
    rmSync(root, { recursive: true })
  })

  it('may have a host with any name', () => {
    const root = mkdtempSync(join(tmpdir(), "bocas-it's $HOME-"))
    const host = makeHost('ada@[::1]:22', { root, slots: 0, node: 'node' })
    const { status, stderr } = spawnSync('/bin/sh', ['-s'], {
      input: wholeScript(enqueue(host, [], ['k1/1'], 0)),
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    rmSync(root, { recursive: true })
  })
})

describe('how jobs stand', () => {
  it.each<[string, Record<string, string> | undefined]>([
    ['', undefined],
    ['queued k/1\n', undefined],
    ['complete\n', {}],
    ['queued k/1\nabsent k/2\ncomplete\n', { 'k/1': 'queued', 'k/2': 'absent' }],
  ])('is read from %j', (text, expected) => {
    const found = readStandings(text)
    expect(found && Object.fromEntries(found)).toEqual(expected)
  })
})
