import { spawn, type ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { createEngine } from './commands/commands-engine'
import type { Engine, JobState } from './engine'
import { engineContract } from './test-contract'
import { BACKGROUND } from '../../../../tools/e2e/rig/background'

/** The smallest engine that there can be: jobs are children of this process. */
function children(): Engine {
  const all = new Map<string, ChildProcess>()
  const stateOf = (id: string): JobState => {
    const child = all.get(id)
    if (!child) return { kind: 'unknown' }
    if (child.signalCode !== null) return { kind: 'ended', how: 'cancelled', words: child.signalCode }
    if (child.exitCode === null) return { kind: 'running' }
    return { kind: 'ended', how: child.exitCode === 0 ? 'done' : 'failed', code: child.exitCode }
  }
  return {
    name: 'children',
    refuse: () => Promise.resolve([]),
    submit: (requests) =>
      Promise.resolve(
        requests.map(({ command: [program, ...words], log }) => {
          const output = openSync(log, 'a')
          const child = spawn(program!, words, { stdio: ['ignore', output, output] })
          all.set(String(child.pid), child)
          return String(child.pid)
        }),
      ),
    poll: (ids) => Promise.resolve(new Map(ids.map((id) => [id, stateOf(id)]))),
    cancel: (ids) => {
      for (const id of ids) all.get(id)?.kill('SIGTERM')
      return Promise.resolve()
    },
  }
}

engineContract('of child processes', () => ({ engine: children() }))

engineContract('of commands, with background processes', () => ({
  engine: createEngine({ root: '/', configuration: BACKGROUND }),
  configuration: BACKGROUND,
}))
