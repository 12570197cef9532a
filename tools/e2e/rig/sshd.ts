import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { userInfo } from 'node:os'

/** A real sshd on loopback, with keys of its own, that several host names lead to. */
export interface TestSshd {
  /** For `ssh -F`: it knows the hosts and nothing of this machine's own settings. */
  readonly config: string
  readonly hosts: readonly string[]
  readonly port: number
  /** Of the daemon, whose CPU time has that of all connections that have ended. */
  readonly pid: number
  /** Ends the connections that were made by this name, as when its network goes away; those that come later too, until the host is back. */
  lose(host: string): Promise<void>
  back(host: string): void
  /** Ends everything, and removes the folder. */
  stop(): Promise<void>
}

const SSHD = '/usr/sbin/sshd'

/** The name by which a connection says for which host it was made: sshd itself knows one address only. */
const HOST_VARIABLE = 'BOCAS_TEST_HOST'

/**
 * A bash that sshd starts reads the person's .bashrc, unless it is within another shell: a second of computing for each connection where that sets up
 * pyenv, and a PATH that is not the tests'.
 */
const NO_START_OF_SHELL = { SHLVL: '2', PATH: process.env.PATH! }

/**
 * Starts it in a folder of its own, whose path is short: that of a socket may have about a hundred letters.
 *
 * @param hosts aliases of this machine.
 * @param env what whoever logs in finds in the environment.
 */
export async function startSshd(
  hosts: readonly string[] = ['n1', 'n2', 'n3', 'n4'],
  env: Readonly<Record<string, string>> = {},
): Promise<TestSshd> {
  const folder = mkdtempSync('/tmp/bsshd-')
  const file = (name: string): string => join(folder, name)
  const port = await freePort()
  for (const key of ['hostkey', 'id'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', file(key)])
  // The folder of privilege separation: the packages of Debian make it when they start the service.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  mkdirSync(file('lost'))
  writeFileSync(file('authorized_keys'), readFileSync(file('id.pub')))
  writeFileSync(
    file('command.sh'),
    // A connection of a host that is lost ends at once; each one notes its process, to be found when its host is lost.
    `#!/bin/sh
[ -e "${folder}/lost/$${HOST_VARIABLE}" ] && exit 255
mkdir -p "${folder}/at/$${HOST_VARIABLE}"; echo $PPID > "${folder}/at/$${HOST_VARIABLE}/$$"
exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
`,
  )
  chmodSync(file('command.sh'), 0o755)
  writeFileSync(
    file('sshd_config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/hostkey
PidFile none
AuthorizedKeysFile ${folder}/authorized_keys
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
UsePAM no
MaxStartups 100
MaxSessions 100
AcceptEnv ${HOST_VARIABLE}
ForceCommand ${folder}/command.sh
Subsystem sftp internal-sftp
SetEnv ${Object.entries({ ...NO_START_OF_SHELL, ...env })
      .map(([name, value]) => `"${name}=${value}"`)
      .join(' ')}
`,
  )
  writeFileSync(
    file('ssh_config'),
    hosts.map((host) => `Host ${host}\n  SetEnv ${HOST_VARIABLE}=${host}\n`).join('') +
      `Host *
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${folder}/id
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile ${folder}/known
  LogLevel ERROR
`,
  )
  const daemon = spawn(SSHD, ['-D', '-f', file('sshd_config'), '-E', file('sshd.log')], { stdio: 'ignore' })
  await answers(daemon, file('ssh_config'), hosts[0]!, file('sshd.log'))
  const connections = (host: string): number[] => {
    const at = join(folder, 'at', host)
    const notes = existsSync(at) ? readdirSync(at) : []
    return notes.map((note) => Number(readFileSync(join(at, note), 'utf8'))).filter((pid) => pid > 1)
  }
  return {
    config: file('ssh_config'),
    hosts,
    port,
    pid: daemon.pid!,
    async lose(host) {
      writeFileSync(join(folder, 'lost', host), '')
      for (const pid of connections(host)) if (isSshd(pid)) end(pid)
      rmSync(join(folder, 'at', host), { recursive: true, force: true })
      await sleep(100)
    },
    back: (host) => rmSync(join(folder, 'lost', host), { force: true }),
    async stop() {
      for (const host of hosts) for (const pid of connections(host)) if (isSshd(pid)) end(pid)
      if (daemon.exitCode === null) {
        const gone = new Promise((resolve) => daemon.once('exit', resolve))
        daemon.kill('SIGTERM')
        await gone
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function answers(daemon: ChildProcess, config: string, host: string, log: string): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      execFileSync('ssh', ['-F', config, host, 'true'], { stdio: 'ignore', timeout: 10_000 })
      return
    } catch (error) {
      if (left === 0 || daemon.exitCode !== null)
        throw new Error(`sshd does not answer: ${existsSync(log) ? readFileSync(log, 'utf8') : String(error)}`)
      await sleep(100)
    }
  }
}

/** Whether a process is still what it was: numbers are given again. */
function isSshd(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sshd')
  } catch {
    return false
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
