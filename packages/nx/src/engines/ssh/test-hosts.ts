import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine, JobState } from '../engine'
import type { CallEnd } from '../../shared/call-program'
import { createEngine } from './ssh-engine'
import { testConnections, type TestConnections } from './test-connections'

/** A host has `setsid` and `flock`, as every Linux does. */
export const describeHosts = process.platform === 'linux' ? describe : describe.skip

/** What a host that cannot be reached answers. */
export const AWAY: CallEnd = { code: 255, stdout: '', stderr: 'no route to host' }

/** A workspace, and hosts whose calls a test holds and breaks. Jobs are small scripts, told their folder and the place of the test. */
export interface TestHosts {
  readonly engine: Engine
  readonly connections: TestConnections
  /** As a later call makes it. */
  again(): Engine
  /** Submits jobs with these keys. @returns their ids. */
  submit(script: string, ...keys: string[]): Promise<readonly string[]>
  receive(...ids: string[]): Promise<readonly string[]>
  stateOf(id: string): Promise<JobState>
  /** A place of the test, that scripts have as `$2`. */
  place(name: string): string
  read(name: string): string
  here(id: string, name: string): string
  there(host: string, id: string, name: string): string
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
  dispose(): Promise<void>
}

/** @param slots of each host, by its name. */
export function testHosts(slots: Readonly<Record<string, number>>): TestHosts {
  const base = mkdtempSync(join(tmpdir(), 'bocas-ssh-hosts-'))
  const root = join(base, 'here')
  const rootOf = (host: string): string => join(base, host)
  const hosts = Object.fromEntries(
    Object.entries(slots).map(([name, count]) => [name, { slots: count, root: rootOf(name) }]),
  )
  mkdirSync(root)
  for (const name of Object.keys(slots)) mkdirSync(join(rootOf(name), 'node_modules'), { recursive: true })
  const connections = testConnections()
  const made: Engine[] = []
  const again = (): Engine => {
    const engine = createEngine({ root, configuration: { hosts } }, () => connections)
    made.push(engine)
    return engine
  }
  const engine = again()
  const latest = (): Engine => made.at(-1)!
  const folderOf = (id: string): string => join(root, '.bocas/jobs', id)
  return {
    ...{ engine, connections, again },
    submit(script, ...keys) {
      writeFileSync(join(base, 'own.sh'), script)
      return latest().submit(
        keys.map((key) => {
          const folder = `${engine.transport!.root}/.bocas/jobs/${key}/1`
          mkdirSync(folderOf(`${key}/1`), { recursive: true })
          return {
            ...{ key, task: 'toy', name: key, resources: {}, attempt: 1, configuration: {} },
            command: ['/bin/sh', join(base, 'own.sh'), folder, base, key],
            ...{ folder, log: `${folder}/run.log` },
          }
        }),
      )
    },
    receive: (...ids) => latest().transport!.receive(ids.map(folderOf)),
    stateOf: async (id) => (await latest().poll([id])).get(id)!,
    place: (name) => join(base, name),
    read: (name) => (existsSync(join(base, name)) ? readFileSync(join(base, name), 'utf8') : ''),
    here: (id, name) => join(folderOf(id), name),
    there: (host, id, name) => join(rootOf(host), '.bocas/jobs', id, name),
    async until(what, holds) {
      for (let left = 1500; !(await holds()); left--) {
        if (left === 0) throw new Error(`waited in vain: ${what}`)
        await sleep(20)
      }
    },
    async dispose() {
      connections.around = (_, act) => act()
      await removeWhole(base)
      for (const one of made) await one.transport!.close!()
      await removeWhole(base)
    },
  }
}

/** What still executes there makes files while they are removed, and ends for want of its own. */
async function removeWhole(folder: string): Promise<void> {
  for (let left = 500; ; left--) {
    try {
      return rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (left === 0) throw error
      await sleep(20)
    }
  }
}
