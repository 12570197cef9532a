import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isProblemsError, ProblemsError } from 'bocas/internal/light'
import { withoutSecrets } from '../../shared/secrets'
import { quoted } from '../../shared/shell-words'
import { SshLogin } from '../../shared/ssh-login'
import type { SshAddress } from '../address'
import { PassingFault, persist, type Patience } from '../persist'
import { isObjectName, OBJECTS, type ListedObject, type Remote } from '../remote'
import { objectProblem } from './check-object'

/** How `ssh` is called, where that is not just so: as `GIT_SSH_COMMAND` for git. */
export const SSH_COMMAND = 'BOCAS_SSH_COMMAND'

/** So many seconds without a byte, and rsync gives up: a disk over there may have to wake. */
const SILENCE = 300
/** Exit codes of rsync that say that a part of the files is not there, or changed meanwhile. */
const PARTLY = [23, 24]
/** Those after which it may go well the next time: sockets, broken streams, time limits, a signal, and ssh itself. */
const PASSING = [10, 11, 12, 20, 30, 35, 255]

export interface SshSettings {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly patience?: Patience
  /** Whether ssh may ask for a password or a passphrase. */
  readonly mayAsk?: boolean
}

/** A folder on another machine, by `rsync` over `ssh`: one connection for all objects, however many there are. */
export function sshRemote({ text, host, path }: SshAddress, settings: SshSettings): Remote {
  const objects = `${path}/${OBJECTS}/`
  const there = `${host.name}:${objects}`
  let login: SshLogin | undefined
  let ahead: Promise<void> | undefined
  const shell = async (): Promise<string> => {
    await ahead
    return [shellOf(host.port, settings), ...((await login?.words()) ?? [])].join(' ')
  }
  const rsync = async (args: readonly string[], said: (line: string) => void, input?: string): Promise<number> => {
    // -s: the other shell reads no word of a path.
    const all = ['-s', `--timeout=${SILENCE}`, '-e', await shell(), ...args]
    return persist(() => ended(text, 'rsync', all, settings, said, input), settings.patience)
  }
  /** Has the other machine do something with objects. */
  const tell = async (what: string, digests: readonly string[]): Promise<void> => {
    // The command may have options of its own, as it has for rsync.
    const args = ['-c', `${await shell()} "$@"`, 'ssh', nameOf(host.name), `cd ${quoted(objects)} && ${what}`]
    await persist(() => ended(text, '/bin/sh', args, settings, () => {}, digests.join('\n')), settings.patience)
  }
  return {
    address: text,
    connect() {
      const own = new SshLogin(
        nameOf(host.name),
        ['/bin/sh', '-c', `${shellOf(host.port, settings)} "$@"`, 'ssh'],
        settings.env,
      )
      login = own
      ahead = own.ahead()
      return async () => {
        login = undefined
        ahead = undefined
        await own.close()
      }
    },
    async list() {
      const found = new Map<string, ListedObject>()
      await rsync(['--list-only', '--no-h', '-r', there], (line) => {
        const [, size, at, name] = /^-\S+\s+(\d+) (\S+ \S+) (.*)$/.exec(line) ?? []
        if (name !== undefined && isObjectName(name))
          found.set(name, { bytes: Number(size), since: Date.parse(at!.replaceAll('/', '-').replace(' ', 'T')) })
      })
      return found
    },
    async put(all, from, sent) {
      const args = ['-L', '--size-only', '--mkpath', '--chmod=F644', '--partial-dir=.partial', ...NAMED]
      const open = new Set(all.keys())
      const code = await rsync(
        [...args, `${from}/`, there],
        (line) => {
          const digest = line.slice(line.indexOf(' ') + 1)
          if (open.delete(digest)) sent(digest)
        },
        namesOf(all),
      )
      if (code !== 0)
        throw new ProblemsError({ message: `not all objects could be sent to ${text}`, hint: 'call bocas push again' })
      // Those that were there: what nobody has needed for long would be collected before the lock that names it now is committed. Where only rsync is let in,
      // they stay as old as they are.
      if (open.size > 0) await tell('xargs touch -c --', [...open]).catch(passOver)
    },
    async get(wanted, folder, { arrived, failed }) {
      const open = new Map(wanted)
      const settle = (digest: string, bytes: number): void => {
        const file = join(folder, digest)
        const problem = objectProblem(file, digest, bytes)
        if (problem === undefined) arrived(digest)
        else failed(digest, { message: problem })
        if (problem !== undefined) rmSync(file, { force: true, recursive: true })
        open.delete(digest)
      }
      // What is larger than any that is wanted is none of them.
      const most = [...wanted.values()].reduce((most, bytes) => Math.max(most, bytes), 0)
      const args = ['--no-links', '--size-only', `--max-size=${most + 1}B`, '--partial-dir=.partial', ...NAMED]
      // A file is named a moment before it gets its place: it has it when the next one is named.
      let named: string | undefined
      await rsync(
        [...args, there, `${folder}/`],
        (line) => {
          const bytes = named === undefined ? undefined : open.get(named)
          if (bytes !== undefined) settle(named!, bytes)
          named = line.slice(line.indexOf(' ') + 1)
        },
        namesOf(wanted),
      )
      // Those that were here already, and those that are not there.
      for (const [digest, bytes] of open) settle(digest, bytes)
    },
    async remove(digests) {
      await tell('xargs rm -f --', digests)
    },
  }
}

/** Which files is read from us; each is named as it is taken. */
const NAMED = ['--files-from=-', '--out-format=%b %n']
const namesOf = (objects: ReadonlyMap<string, number>): string =>
  [...objects.keys()].map((digest) => `${digest}\n`).join('')

function shellOf(port: number | undefined, { env, mayAsk }: SshSettings): string {
  return [
    env[SSH_COMMAND] ?? 'ssh',
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(mayAsk ? [] : ['-o', 'BatchMode=yes']),
    ...['-o', 'ConnectTimeout=20', '-o', 'ServerAliveInterval=15'],
  ].join(' ')
}

/** rsync has the address of a host in brackets, ssh has not. */
const nameOf = (host: string): string => host.replace(/[[\]]/g, '')

function passOver(error: unknown): void {
  if (!isProblemsError(error) && !(error instanceof PassingFault)) throw error
}

/** @throws PassingFault or ProblemsError unless the program ended well, or did a part of what it was to do. */
function ended(
  address: string,
  program: string,
  args: readonly string[],
  { env }: SshSettings,
  said: (line: string) => void,
  input = '',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...withoutSecrets(env), LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint = (complaint + piece).slice(-4000)))
    createInterface({ input: child.stdout }).on('line', said)
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ProblemsError({
          message: `${program} could not be started (${error.code})`,
          hint: `ssh:// needs ssh and rsync (3.2.3 or later) here and on ${address}; on Debian: apt-get install rsync openssh-client`,
        }),
      ),
    )
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(0)
      const last = complaint.trim().split('\n').slice(-3).join('\n')
      if (code !== null && PARTLY.includes(code)) return resolve(code)
      const message = `${address} cannot be used: ${program} ended with ${signal ?? `exit code ${code}`}`
      const isPassing =
        code === null || (PASSING.includes(code) && !/denied|host key|could not resolve|not found/i.test(last))
      reject(
        isPassing
          ? new PassingFault(`${message}\n${last}`)
          : new ProblemsError({ code: 'remote-unusable', message, hint: last }),
      )
    })
  })
}
