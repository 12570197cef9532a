import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CallEnd } from '../../shared/call-program'
import { wholeScript, type Connections } from './connection'

/** For specs: hosts that are folders of this machine, and whose calls a test can see, hold and break. */
export interface TestConnections extends Connections {
  /** `shell n1`, `push n2`, … in their order. */
  readonly calls: string[]
  /** Called in the place of a call, with what that would do. */
  around(call: string, act: () => Promise<CallEnd>): Promise<CallEnd>
}

const DONE: CallEnd = { code: 0, stdout: '', stderr: '' }

export function testConnections(): TestConnections {
  const calls: string[] = []
  const connections: TestConnections = {
    calls,
    around: (_, act) => act(),
    shell: (host, script) => made(`shell ${host}`, () => shell(script)),
    push: (host, from, into, names) => made(`push ${host}`, () => copy(from, into, names, [])),
    pull: (host, from, into, names, without) => made(`pull ${host}`, () => copy(from, into, names, without)),
    close: () => Promise.resolve(),
  }
  const made = (call: string, act: () => Promise<CallEnd>): Promise<CallEnd> => {
    calls.push(call)
    return connections.around(call, act)
  }
  return connections
}

function shell(script: string): Promise<CallEnd> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-s'], { stdio: 'pipe' })
    const text = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece))
    child.on('close', (code) => resolve({ code, ...text }))
    child.stdin.end(wholeScript(script))
  })
}

/** File by file, and what is there when its turn comes, as rsync does it. */
function copy(from: string, into: string, names: readonly string[], without: readonly string[]): Promise<CallEnd> {
  const each = (name: string): void => {
    const file = join(from, name)
    if (!existsSync(file) || without.includes(name.split('/').at(-1)!)) return
    if (statSync(file).isDirectory()) for (const inside of readdirSync(file)) each(join(name, inside))
    else cpSync(file, join(into, name), { dereference: true })
  }
  names.forEach(each)
  return Promise.resolve(DONE)
}
