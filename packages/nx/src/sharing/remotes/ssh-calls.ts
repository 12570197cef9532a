import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { quoted } from 'bocas/internal/light'
import { withoutSecrets } from '../../shared/secrets'
import { SshLogin } from '../../shared/ssh-login'
import type { SshAddress } from '../address'
import type { Patience } from '../persist'
import { OBJECTS } from '../remote'
import { stubborn } from './one-by-one'
import { endGroup, endSilent, SILENCE, SilentHost } from './silence'
import { inBatches, printedIn } from './ssh-scripts'
import { programMissing, transferEnd, type TransferEnd } from './transfer-end'

/** How `ssh` is called, where that is not just so: as `GIT_SSH_COMMAND` for git. */
const SSH_COMMAND = 'BOCAS_SSH_COMMAND'

export interface SshRemoteSettings {
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly patience?: Patience | undefined
  /** Whether ssh may ask for a password or a passphrase. */
  readonly mayAsk?: boolean | undefined
  /** So many milliseconds without a byte, and a transfer is given up. */
  readonly silence?: number | undefined
}

/** Programs that reach the folder of the objects on the other machine. */
export interface SshCalls {
  /** The remote, as people know it. */
  readonly address: string
  /** The folder, as rsync is told it. */
  readonly folder: string
  readonly silence: number
  rsync(args: readonly string[], onLine: (line: string) => void, input?: string): Promise<TransferEnd>
  /**
   * Has the other machine do something with objects, which are `"$@"`, some at a time.
   *
   * @returns the lines that it prints.
   * @throws SilentHost when it says nothing for too long.
   */
  tell(what: string, digests: readonly string[]): Promise<string[]>
  /** Starts a script in the folder there. @returns it, and what ends it. */
  start(script: string, settings?: { readonly isNew?: boolean }): Promise<ChildProcess>
  /** Begins to log in, once for all calls. @returns what ends it. */
  logIn(): () => Promise<void>
}

export function sshCalls({ text, host, path }: SshAddress, settings: SshRemoteSettings): SshCalls {
  const objects = `${path}/${OBJECTS}/`
  const { silence = SILENCE } = settings
  let login: SshLogin | undefined
  let ahead: Promise<void> | undefined
  const shell = async (): Promise<string> => {
    await ahead
    return [shellOf(host.port, settings), ...((await login?.words()) ?? [])].join(' ')
  }
  return {
    address: text,
    folder: `${host.name}:${objects}`,
    silence,
    async rsync(args, onLine, input) {
      // -s: the other shell reads no word of a path.
      const all = ['-s', `--timeout=${Math.ceil(silence / 1000)}`, '-e', await shell(), ...args]
      return stubborn(
        text,
        () => ended(text, { program: 'rsync', args: all, onLine, input }, settings),
        settings.patience,
      )
    },
    async tell(what, digests) {
      // The command may have options of its own, as it has for rsync.
      const script = `cd ${quoted(objects)} && ${inBatches(what)}`
      const args = ['-c', `${await shell()} "$@"`, 'ssh', nameOf(host.name), script]
      const act = async (): Promise<string[]> => {
        const lines: string[] = []
        const onLine = (line: string): void => void lines.push(line)
        await ended(text, { program: '/bin/sh', args, onLine, input: digests.join('\n'), silence }, settings)
        return printedIn(lines)
      }
      return stubborn(text, act, settings.patience)
    },
    async start(script, { isNew = false } = {}) {
      const make = isNew ? `mkdir -p ${quoted(objects)} && ` : ''
      const there = `${make}cd ${quoted(objects)} && exec sh -c ${quoted(script)}`
      const child = spawn('/bin/sh', ['-c', `${await shell()} "$@"`, 'ssh', nameOf(host.name), there], {
        env: { ...withoutSecrets(settings.env), LC_ALL: 'C' },
        stdio: ['pipe', 'pipe', 'ignore'],
        // Of a group of its own, to be ended with the shell that it is called by; rsync asks for a passphrase, should one be needed.
        detached: true,
      })
      child.on('error', () => {})
      child.stdin.on('error', () => {})
      return child
    },
    logIn() {
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
  }
}

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

/** A program that is called here. */
interface Call {
  readonly program: string
  readonly args: readonly string[]
  readonly onLine: (line: string) => void
  readonly input?: string | undefined
  /** Milliseconds without a byte after which it is ended; unless given, it sees to that itself. */
  readonly silence?: number
}

/** @throws PassingFault or ProblemsError unless the program ended well, or did a part of what it was to do. */
function ended(
  address: string,
  { program, args, onLine, input = '', silence }: Call,
  { env, mayAsk }: SshRemoteSettings,
): Promise<TransferEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...withoutSecrets(env), LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // What leads a group is ended with what it has started; but it has no terminal at which ssh could ask for a passphrase.
      detached: silence !== undefined && !mayAsk,
    })
    if (silence !== undefined)
      endSilent(child, silence, () => {
        if (mayAsk) child.kill()
        else endGroup(child)
        // Something of it that stays would keep this process from its end.
        for (const stream of child.stdio) stream?.destroy()
        child.unref()
        reject(new SilentHost(address, silence))
      })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint = (complaint + piece).slice(-4000)))
    createInterface({ input: child.stdout }).on('line', onLine)
    child.on('error', (error) => reject(programMissing(address, program, error)))
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('close', (code, signal) => {
      try {
        resolve(transferEnd(address, { program, code, signal, complaint }))
      } catch (fault) {
        reject(fault)
      }
    })
  })
}
