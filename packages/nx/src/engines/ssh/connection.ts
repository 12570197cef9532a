import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from 'bocas/internal/light'
import { quoted } from '../../shared/shell-words'

/** How a program on a host came to its end. */
export interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Calls of hosts, over one connection for each. */
export interface Connections {
  /** Executes a script by /bin/sh on the host, with its words as they are. */
  shell(host: string, script: string): Promise<Answer>
  /** Copies files, named as seen from a folder here, into a folder there. What is not there is passed over. */
  push(host: string, from: string, into: string, names: readonly string[]): Promise<Answer>
  /** Copies files and folders, named as seen from a folder there, into a folder here. What is not there is passed over. */
  pull(host: string, from: string, into: string, names: readonly string[], without: readonly string[]): Promise<Answer>
  close(): Promise<void>
}

/** The exit code of ssh when the host cannot be reached; of what it executes there, every other one. */
export const UNREACHABLE = 255

/** Milliseconds in which the last of what an ended call has printed must come. */
const DRAIN = 1_000
/** Milliseconds for one call, with the copies that it makes. */
const PATIENCE = 10 * 60_000

/** Of a path in a temporary folder little is left of the hundred letters that the path of a socket may have. */
const shortFolder = (): string => (existsSync('/tmp') ? '/tmp' : tmpdir())

/** Opens no connection yet: the first call of a host does. */
export function openConnections(config: string | undefined): Connections {
  const folder = mkdtempSync(join(shortFolder(), 'bocas-'))
  const optionsFor = (host: string): string[] => [
    ...(config === undefined ? [] : ['-F', config]),
    ...['BatchMode=yes', 'ConnectTimeout=10', 'ServerAliveInterval=5', 'ServerAliveCountMax=3'].flatMap(option),
    // By the name that was given: two names may lead to one machine, and each is a host of its own.
    ...['ControlMaster=auto', `ControlPath=${folder}/${sha256(host).slice(0, 12)}`, 'ControlPersist=60'].flatMap(
      option,
    ),
  ]
  const used = new Set<string>()
  const rsync = (host: string, words: readonly string[], names: readonly string[]): Promise<Answer> =>
    call(
      'rsync',
      // A name a line would end at a newline.
      [
        '-a',
        '--relative',
        '--from0',
        '--files-from=-',
        '--recursive',
        '--ignore-missing-args',
        '-e',
        ['ssh', ...optionsFor(host)].map(quoted).join(' '),
        ...words,
      ],
      names.join('\0'),
    )
  return {
    shell(host, script) {
      used.add(host)
      return call('ssh', [...optionsFor(host), '-T', host, `/bin/sh -c ${quoted(script)}`], '')
    },
    push: (host, from, into, names) => rsync(host, ['--copy-links', `${from}/`, `${host}:${into}/`], names),
    pull: (host, from, into, names, without) =>
      rsync(host, [...without.map((name) => `--exclude=${name}`), `${host}:${from}/`, `${into}/`], names),
    async close() {
      await Promise.all([...used].map((host) => call('ssh', [...optionsFor(host), '-O', 'exit', host], '')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const option = (text: string): string[] => ['-o', text]

function call(program: string, words: readonly string[], input: string): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], timeout: PATIENCE, detached: true })
    const text = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece))
    child.on('error', (error) => resolve({ code: null, stdout: '', stderr: error.message }))
    child.on('close', (code) => resolve({ code, ...text }))
    // The connection that stays open may have the pipe of its first call.
    child.on('exit', (code) => setTimeout(() => resolve({ code, ...text }), DRAIN).unref())
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
