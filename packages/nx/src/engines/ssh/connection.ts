import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from 'bocas/internal/light'
import { withoutSecrets } from '../../shared/secrets'
import { quoted } from '../../shared/shell-words'

/** How a program on a host came to its end. */
export interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Calls of hosts, over one connection for each. */
export interface Connections {
  /** Executes a script by /bin/sh on the host, of any length, as the body of one function: it is read to its end before it begins. */
  shell(host: string, script: string, patience?: number): Promise<Answer>
  /** Copies files, named as seen from a folder here, into a folder there. What is not there is passed over. */
  push(host: string, from: string, into: string, names: readonly string[]): Promise<Answer>
  /**
   * Copies files and folders, named as seen from a folder there, into a folder here. What is not there is passed over.
   *
   * @param isUpdate leaves what is younger here.
   */
  pull(
    host: string,
    from: string,
    into: string,
    names: readonly string[],
    without: readonly string[],
    isUpdate?: boolean,
  ): Promise<Answer>
  close(): Promise<void>
}

/** The exit code of ssh when the host cannot be reached; of what it executes there, every other one. */
const UNREACHABLE = 255

/** Milliseconds in which the last of what an ended call has printed must come. */
const DRAIN = 1_000
/** Milliseconds for one call, with the copies that it makes. */
const PATIENCE = 10 * 60_000

/** Of a path in a temporary folder little is left of the hundred letters that the path of a socket may have. */
const shortFolder = (): string => (existsSync('/tmp') ? '/tmp' : tmpdir())

/**
 * Opens no connection yet: the first call of a host does. Where the user's own configuration shares connections (`ControlPath`), theirs is used: it may be one that a person has opened
 * with a password and a token, which nobody is asked for here.
 *
 * @param own further options of ssh: of two that say the same, these hold.
 */
export function openConnections(config: string | undefined, own: readonly string[] = []): Connections {
  const folder = mkdtempSync(join(shortFolder(), 'bocas-'))
  const given = [...(config === undefined ? [] : ['-F', config]), ...own]
  // By the name that was given: two names may lead to one machine, and each is a host of its own.
  const socketOf = (host: string): string => `${folder}/${sha256(host).slice(0, 12)}`
  const sharing = async (host: string): Promise<string[]> => {
    const { stdout } = await call('ssh', [...given, '-G', host], '')
    if (/^controlpath /m.test(stdout)) return []
    return ['ControlMaster=auto', `ControlPath=${socketOf(host)}`, 'ControlPersist=60'].flatMap(option)
  }
  const shared = new Map<string, Promise<string[]>>()
  const optionsFor = async (host: string): Promise<string[]> => {
    if (!shared.has(host)) shared.set(host, sharing(host))
    const usual = ['BatchMode=yes', 'ConnectTimeout=10', 'ServerAliveInterval=5', 'ServerAliveCountMax=3']
    return [...given, ...usual.flatMap(option), ...(await shared.get(host)!)]
  }
  const rsync = async (host: string, words: readonly string[], names: readonly string[]): Promise<Answer> =>
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
        // Of a path with spaces an rsync from before 3.2.4 would have a shell make several.
        '--protect-args',
        '-e',
        ['ssh', ...(await optionsFor(host))].map(quoted).join(' '),
        ...words,
      ],
      names.join('\0'),
    )
  return {
    shell: async (host, script, patience) =>
      call('ssh', [...(await optionsFor(host)), '-T', host, '/bin/sh -s'], wholeScript(script), patience),
    push: (host, from, into, names) => rsync(host, ['--copy-links', `${from}/`, `${host}:${into}/`], names),
    pull: (host, from, into, names, without, isUpdate = false) =>
      rsync(
        host,
        [
          ...(isUpdate ? ['--update'] : []),
          ...without.map((name) => `--exclude=${name}`),
          `${host}:${from}/`,
          `${into}/`,
        ],
        names,
      ),
    async close() {
      const open = [...shared.keys()].filter((host) => existsSync(socketOf(host)))
      await Promise.all(open.map(async (host) => call('ssh', [...(await optionsFor(host)), '-O', 'exit', host], '')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same, and each host has `awaySince` from its first answer that did not come until one comes. */
export function noting(
  connections: Connections,
  hosts: ReadonlyArray<{ readonly name: string; awaySince?: number }>,
): Connections {
  const noted = async (name: string, answer: Promise<Answer>): Promise<Answer> => {
    const host = hosts.find((one) => one.name === name)
    const isGone = isAway(await answer)
    if (isGone && host) host.awaySince ??= performance.now()
    else delete host?.awaySince
    return answer
  }
  return {
    shell: (host, script) => noted(host, connections.shell(host, script)),
    push: (host, ...rest) => noted(host, connections.push(host, ...rest)),
    pull: (host, ...rest) => noted(host, connections.pull(host, ...rest)),
    close: () => connections.close(),
  }
}

const option = (text: string): string[] => ['-o', text]

/** For the input of a shell: read to its end before it begins, so that one that breaks off is not executed at all, and no program of it reads what follows as its own input. */
export const wholeScript = (script: string): string => `main() {\n${script}\n}\nmain </dev/null\nexit $?\n`

function call(program: string, words: readonly string[], input: string, patience = PATIENCE): Promise<Answer> {
  return new Promise((resolve) => {
    const env = withoutSecrets(process.env)
    const child = spawn(program, words, { env, stdio: ['pipe', 'pipe', 'pipe'], timeout: patience, detached: true })
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

/** Whether a host did not answer. rsync has its own numbers for a connection that broke. */
export const isAway = ({ code }: Answer): boolean =>
  code === UNREACHABLE || code === 10 || code === 12 || code === 30 || code === null

/** What a program said last. */
export const lastWords = ({ stderr, stdout }: Answer): string =>
  (stderr || stdout).trim().split('\n').slice(-2).join('; ')
