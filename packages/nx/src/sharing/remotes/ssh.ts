import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isProblemsError, isSha256, ProblemsError, quoted } from 'bocas/internal/light'
import { withoutSecrets } from '../../shared/secrets'
import { SshLogin } from '../../shared/ssh-login'
import type { SshAddress } from '../address'
import { PassingFault, type Patience } from '../persist'
import { OBJECTS, type ListedObject, type Remote } from '../remote'
import { objectProblem } from './check-object'
import { stubborn } from './one-by-one'
import { GIVE, receiveMany, sendMany, smallOnes, TAKE } from './ssh-stream'

/** How `ssh` is called, where that is not just so: as `GIT_SSH_COMMAND` for git. */
export const SSH_COMMAND = 'BOCAS_SSH_COMMAND'

/** So many seconds without a byte, and rsync gives up: a disk over there may have to wake. */
const SILENCE = 300
/** Exit codes of rsync that say that a part of the files is not there, or changed meanwhile. */
const PARTLY = [23, 24]
/** Those after which it may go well the next time: sockets, broken streams, time limits, a signal, and ssh itself. */
const PASSING = [10, 11, 12, 20, 30, 35, 255]

export interface SshRemoteSettings {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly patience?: Patience
  /** Whether ssh may ask for a password or a passphrase. */
  readonly mayAsk?: boolean
}

const DENIED = /permission denied/i
/** What waiting does not change, whatever the exit code is. */
const LASTING = /denied|host key|could not resolve|not found|no space left|quota exceeded|read-only file system/i
/** What rsync says of a folder that is to be read and is not there. */
const GONE = /\[sender\] change_dir ".*" failed: No such file or directory/
const DAY = 24 * 60 * 60 * 1000

/** How a program has ended. */
interface Ended {
  readonly code: number
  /** The end of what it has complained of. */
  readonly complaint: string
}

/** A folder on another machine, by `rsync` over `ssh`: one connection for all objects, however many there are. */
export function sshRemote({ text, host, path }: SshAddress, settings: SshRemoteSettings): Remote {
  const objects = `${path}/${OBJECTS}/`
  const there = `${host.name}:${objects}`
  let login: SshLogin | undefined
  let ahead: Promise<void> | undefined
  const shell = async (): Promise<string> => {
    await ahead
    return [shellOf(host.port, settings), ...((await login?.words()) ?? [])].join(' ')
  }
  const rsync = async (args: readonly string[], said: (line: string) => void, input?: string): Promise<Ended> => {
    // -s: the other shell reads no word of a path.
    const all = ['-s', `--timeout=${SILENCE}`, '-e', await shell(), ...args]
    return stubborn(text, () => ended(text, 'rsync', all, settings, said, input), settings.patience)
  }
  /** Has the other machine do something with objects, which are `"$@"`. @returns the lines that it prints. */
  const tell = async (what: string, digests: readonly string[]): Promise<string[]> => {
    // The command may have options of its own, as it has for rsync.
    const script = `cd ${quoted(objects)} && xargs sh -c ${quoted(what)} sh`
    const args = ['-c', `${await shell()} "$@"`, 'ssh', nameOf(host.name), script]
    const act = async (): Promise<string[]> => {
      const lines: string[] = []
      await ended(text, '/bin/sh', args, settings, (line) => lines.push(line), digests.join('\n'))
      return lines
    }
    return stubborn(text, act, settings.patience)
  }
  /** Starts a script in the folder of the objects there. @returns it, and what ends it. */
  const started = async (script: string, { isNew = false } = {}): Promise<ChildProcess> => {
    const make = isNew ? `mkdir -p ${quoted(objects)} && ` : ''
    const there = `${make}cd ${quoted(objects)} && exec sh -c ${quoted(script)}`
    const child = spawn('/bin/sh', ['-c', `${await shell()} "$@"`, 'ssh', nameOf(host.name), there], {
      env: { ...withoutSecrets(settings.env), LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    child.on('error', () => {})
    child.stdin.on('error', () => {})
    return child
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
      const { complaint } = await rsync(['--list-only', '--no-h', '-r', there], (line) => {
        const [, size, at, name] = /^-\S+\s+(\d+) (\S+ \S+) (.*)$/.exec(line) ?? []
        if (name !== undefined && isSha256(name))
          found.set(name, { bytes: Number(size), since: Date.parse(at!.replaceAll('/', '-').replace(' ', 'T')) })
      })
      if (DENIED.test(complaint))
        throw new ProblemsError({
          code: 'remote-unusable',
          message: `${text} cannot be listed`,
          hint: lastOf(complaint),
        })
      return found
    },
    async put(all, from, tellSent) {
      const told = new Set<string>()
      const sent = (digest: string): void => {
        if (!told.has(digest)) tellSent(digest)
        told.add(digest)
      }
      const args = ['-L', '--size-only', '--mkpath', '--chmod=F644', '--partial-dir=.partial', ...NAMED]
      const open = new Set(all.keys())
      const send = async (digests: Iterable<string>): Promise<void> => {
        const { code, complaint } = await rsync(
          [...args, `${from}/`, there],
          (line) => {
            const digest = line.slice(line.indexOf(' ') + 1)
            if (open.delete(digest)) sent(digest)
          },
          namesOf(digests),
        )
        if (code !== 0)
          throw new ProblemsError({
            code: 'remote-unusable',
            message: `not all objects could be sent to ${text}`,
            hint: `${lastOf(complaint)}\nwhat was sent is kept: call bocas push again`.trim(),
          })
      }
      const young: string[] = []
      const small = smallOnes(all)
      if (small.size > 0) {
        const child = await started(TAKE, { isNew: true })
        try {
          const { isDone, there } = await sendMany(child, small, from, sent)
          if (isDone) {
            for (const digest of small.keys()) open.delete(digest)
            young.push(...there)
          }
        } finally {
          child.kill()
        }
      }
      if (open.size > 0) await send([...open])
      young.push(...open)
      if (young.length === 0) return
      // Those that were there: what nobody has needed for long would be collected before the lock that names it now is committed, and some may have been collected
      // a moment ago. Where only rsync is let in, they stay as old as they are.
      const gone = await tell(MAKE_YOUNG, young).catch(nothingOf)
      if (gone.length > 0) await send(gone)
    },
    async get(wanted, folder, { arrived, failed, received }) {
      const open = new Map(wanted)
      const small = received === undefined ? new Map<string, number>() : smallOnes(wanted)
      if (small.size > 0) {
        const child = await started(GIVE)
        try {
          await receiveMany(child, small, async (digest, content) => {
            open.delete(digest)
            await received!(digest, content)
          })
        } finally {
          child.kill()
        }
      }
      if (open.size === 0) return
      const settle = (digest: string, bytes: number, complaint = ''): void => {
        const file = join(folder, digest)
        const problem = objectProblem(file, digest, bytes)
        const isDenied = complaint.split('\n').some((line) => line.includes(digest) && DENIED.test(line))
        if (problem === undefined) arrived(digest)
        else failed(digest, { message: isDenied ? 'it may not be read there' : problem })
        if (problem !== undefined) rmSync(file, { force: true, recursive: true })
        open.delete(digest)
      }
      // What is larger than any that is wanted is none of them.
      const most = [...open.values()].reduce((most, bytes) => Math.max(most, bytes), 0)
      const args = ['--no-links', '--size-only', `--max-size=${most + 1}B`, '--partial-dir=.partial', ...NAMED]
      // A file is named a moment before it gets its place: it has it when the next one is named.
      let named: string | undefined
      const { complaint } = await rsync(
        [...args, there, `${folder}/`],
        (line) => {
          const bytes = named === undefined ? undefined : open.get(named)
          if (bytes !== undefined) settle(named!, bytes)
          named = line.slice(line.indexOf(' ') + 1)
        },
        namesOf(open.keys()),
      )
      // Those that were here already, and those that are not there.
      for (const [digest, bytes] of open) settle(digest, bytes, complaint)
    },
    remove: (digests, age = 0) => tell(age > 0 ? removeOld(Math.ceil(age / DAY)) : 'rm -f -- "$@"', digests),
  }
}

/** Which files is read from us; each is named as it is taken. */
const NAMED = ['--files-from=-', '--out-format=%b %n']
const namesOf = (digests: Iterable<string>): string => [...digests].map((digest) => `${digest}\n`).join('')

/** Says which are not there. */
const MAKE_YOUNG = 'touch -c -- "$@"; for one in "$@"; do test -f "$one" || echo "$one"; done'
/** Looks at the age of each right before it is removed, and says which stayed. */
const removeOld = (days: number): string =>
  `find "$@" -type f -mtime +${days - 1} -delete; for one in "$@"; do test ! -e "$one" || echo "$one"; done`

function shellOf(port: number | undefined, { env, mayAsk }: SshRemoteSettings): string {
  return [
    env[SSH_COMMAND] ?? 'ssh',
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(mayAsk ? [] : ['-o', 'BatchMode=yes']),
    ...['-o', 'ConnectTimeout=20', '-o', 'ServerAliveInterval=15'],
  ].join(' ')
}

/** rsync has the address of a host in brackets, ssh has not. */
const nameOf = (host: string): string => host.replace(/[[\]]/g, '')

function nothingOf(error: unknown): string[] {
  if (!isProblemsError(error)) throw error
  return []
}

/** The last lines of what a program has complained of. */
const lastOf = (complaint: string): string => complaint.trim().split('\n').slice(-3).join('\n')

/** @throws PassingFault or ProblemsError unless the program ended well, or did a part of what it was to do. */
function ended(
  address: string,
  program: string,
  args: readonly string[],
  { env }: SshRemoteSettings,
  said: (line: string) => void,
  input = '',
): Promise<Ended> {
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
          code: 'remote-unusable',
          message: `${program} could not be started (${error.code})`,
          hint: `ssh:// needs ssh and rsync (3.2.3 or later) here and on ${address}; on Debian: apt-get install rsync openssh-client`,
        }),
      ),
    )
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (code, signal) => {
      if (code === 0 || (code !== null && PARTLY.includes(code))) return resolve({ code, complaint })
      if (GONE.test(complaint))
        return reject(
          new ProblemsError({
            code: 'remote-unusable',
            message: `there is no folder of results at ${address}`,
            hint: 'is the address right, and its disk mounted there? bocas push makes a new one',
          }),
        )
      const last = lastOf(complaint)
      const how = `${program} ended with ${signal ?? `exit code ${code}`}`
      const isPassing = code === null || (PASSING.includes(code) && !LASTING.test(last))
      reject(
        isPassing
          ? new PassingFault([how, ...(last === '' ? [] : [last.replaceAll('\n', '; ')])].join(': '))
          : new ProblemsError({ code: 'remote-unusable', message: `${address} cannot be used: ${how}`, hint: last }),
      )
    })
  })
}
