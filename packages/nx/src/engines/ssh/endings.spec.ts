import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from './connection'
import { createEngine } from './ssh-engine'
import { testConnections } from './test-connections'

/** Milliseconds between two looks, as of an engine that a call follows. */
const LOOK = 20
const KEY = 'a'.repeat(64)
const ID = `${KEY}/1`

/** A job on a host whose calls a test holds and breaks. */
function oneJob(script: string) {
  const base = mkdtempSync(join(tmpdir(), 'bocas-ssh-endings-'))
  const [root, there] = [join(base, 'here'), join(base, 'there')]
  const folder = join(root, '.bocas/jobs', ID)
  for (const made of [folder, join(there, '.bocas/jobs', ID)]) mkdirSync(made, { recursive: true })
  writeFileSync(join(there, 'own.sh'), script)
  const connections = testConnections()
  const engine = createEngine({ root, configuration: { hosts: { n1: {} }, root: there } }, () => connections)
  const at = `${engine.transport!.root}/.bocas/jobs/${ID}`
  const submit = () =>
    engine.submit([
      {
        ...{ key: KEY, task: 'toy', name: 'i=1', resources: {}, attempt: 1, configuration: {} },
        command: ['/bin/sh', `${engine.transport!.root}/own.sh`, at],
        ...{ folder: at, log: `${at}/run.log` },
      },
    ])
  const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (let left = 1500; !(await holds()); left--) {
      if (left === 0) throw new Error(`waited in vain: ${what}`)
      await sleep(LOOK)
    }
  }
  return {
    ...{ engine, connections, submit, until },
    receive: () => engine.transport!.receive([folder]),
    ended: async () => (await engine.poll([ID])).get(ID)!.kind === 'ended',
    here: (name: string) => join(folder, name),
    there: (name: string) => join(there, '.bocas/jobs', ID, name),
    dispose: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  }
}

const AWAY: Answer = { code: 255, stdout: '', stderr: 'no route to host' }
const FULL: Answer = { code: 11, stdout: '', stderr: 'rsync: write failed: No space left on device (28)' }

describe('the end of a job on a host', () => {
  let job: ReturnType<typeof oneJob>
  afterEach(() => job.dispose())

  it('is told before what the job left has come, and what has come is told when it has', async () => {
    job = oneJob('mkdir -p "$1/lives/1"; while [ ! -e "$1/go" ]; do sleep 0.02; done; echo late > "$1/lives/1/word"')
    await job.submit()
    await job.until('it is at work', () => existsSync(job.there('lives/1')))
    // A look from before its end comes home after it.
    let release!: () => void
    const held = new Promise<void>((resolve) => (release = resolve))
    job.connections.around = async (call, act) => {
      const answer = await act()
      if (call.startsWith('pull')) await held
      return answer
    }
    await job.until('it is on its host', async () => (await job.engine.poll([ID])).get(ID)!.kind === 'running')
    const early = job.receive()
    await job.until('it is looked at', () => job.connections.calls.at(-1) === 'pull n1')
    job.connections.around = (_, act) => act()
    writeFileSync(job.there('go'), '')
    await job.until('it has said its word', () => existsSync(job.there('lives/1/word')))
    release()
    await early
    expect(existsSync(job.here('lives/1/word'))).toBe(false)
    await job.until('it is over', job.ended)
    expect(existsSync(job.here('lives/1/word'))).toBe(false)
    await job.until('all of it is here', async () => (await job.receive()).length === 1)
    expect(readFileSync(job.here('lives/1/word'), 'utf8')).toBe('late\n')
  })

  it('is looked for again when a result came home in part, beside the word of its end', async () => {
    job = oneJob('true')
    await job.submit()
    await job.until('it is over', job.ended)
    // What rsync does whose list is older than the files: the last of them has the word, and what the list lacks is missing.
    mkdirSync(job.there('lives/1/entry'), { recursive: true })
    writeFileSync(job.there('lives/1/messages.jsonl'), '{"type":"end","said":{"type":"trained"}}\n')
    await job.until('that is here', async () => (await job.receive()).length === 1)
    writeFileSync(job.there('lives/1/entry/result.json'), '{}')
    await job.until('the result is here', async () => {
      await job.receive()
      return existsSync(job.here('lives/1/entry/result.json'))
    })
  })

  it.each([
    ['the host cannot be reached', AWAY, undefined],
    ['the disk is full here', FULL, 'n1: rsync: write failed: No space left on device (28)'],
  ])('says nothing of what was left while %s', async (_, answer, words) => {
    job = oneJob('mkdir -p "$1/lives/1"; echo word > "$1/lives/1/word"')
    await job.submit()
    await job.until('it is over', job.ended)
    let pulls = 0
    job.connections.around = (call, act) => (call.startsWith('pull') && ++pulls < 3 ? Promise.resolve(answer) : act())
    const told = new Set<string>()
    await job.until('all of it is here', async () => {
      const received = await job.receive().catch((error: Error) => void told.add(error.message))
      return received?.length === 1
    })
    expect(pulls).toBe(3)
    expect([...told]).toEqual(words === undefined ? [] : [words])
    expect(existsSync(job.here('lives/1/word'))).toBe(true)
  })
})
