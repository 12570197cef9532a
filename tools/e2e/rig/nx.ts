import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Places } from './places'

/** What became of one call of nx. */
export interface NxResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Both streams in the order in which they came, without colours: what a person sees. */
  readonly output: string
}

/** A call of nx under way. */
export interface NxCall {
  readonly pid: number
  /** What it has said so far. */
  output(): string
  readonly ended: Promise<NxResult>
}

export type Env = Readonly<Record<string, string | undefined>>

/** A call of nx in a terminal, with a person at it. */
export interface NxInTerminal extends NxCall {
  type(keys: string): void
}

/** Starts the workspace's own nx in a terminal of its own, by script(1) of util-linux. Its process is that of script. */
export function startNxInTerminal(places: Places, args: readonly string[], env: Env): NxInTerminal {
  const words = [process.execPath, join(places.workspace, 'node_modules/nx/dist/bin/nx.js'), ...args]
  const line = words.map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qefc', `stty rows 40 cols 150; exec ${line}`, '/dev/null'], {
    cwd: places.workspace,
    env: environment(places, { TERM: 'xterm-256color', ...env }),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  return { ...followed(child), type: (keys) => void child.stdin.write(keys) }
}

/** Starts the workspace's own nx, by this version of Node or another one. */
export function startNx(places: Places, args: readonly string[], env: Env, node = process.execPath): NxCall {
  const child = spawn(node, [join(places.workspace, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: places.workspace,
    env: environment(places, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return followed(child)
}

function followed(child: ChildProcess): NxCall {
  const text = listen(child)
  const ended = new Promise<NxResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...text }))
  })
  return { pid: child.pid!, output: () => text.output, ended }
}

function listen(child: ChildProcess): { stdout: string; stderr: string; output: string } {
  const text = { stdout: '', stderr: '', output: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (coloured: string) => {
      const piece = stripVTControlCharacters(coloured)
      text[name] += piece
      text.output += piece
    })
  }
  return text
}

/** A person's environment without what the caller's own nx, test runner and terminal have put there. */
function environment(places: Places, env: Env): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|BOCAS_|JEST_|NODE_|npm_|GIT_|CI$|FORCE_COLOR$)/.test(name),
  )
  return {
    ...Object.fromEntries(own),
    NX_DAEMON: 'false',
    NX_CACHE_DIRECTORY: places.nxCache,
    COUNT_FILE: places.countFile,
    GATE: places.gate,
    ...env,
  }
}
