import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { whereThere } from '../jest/where'

/** A real sshd on loopback, for tests: keys, configuration and log in a folder of its own, and this user the only one. */
export interface Sshd {
  readonly port: number
  /** `ssh -F …`, with which it is reached by the name of any host. */
  readonly command: string
  readonly folder: string
  stop(): Promise<void>
}

/** `it` and `describe` where ssh, sshd and rsync are there. */
export const whereSshd = (): Pick<typeof globalThis, 'it' | 'describe'> =>
  whereThere([
    { call: ['/bin/sh', '-c', 'test -x /usr/sbin/sshd'], packages: 'openssh-server' },
    { call: ['ssh', '-V'], packages: 'openssh-client' },
    { call: ['rsync', '--version'], packages: 'rsync' },
  ])

export async function startSshd(): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-sshd-'))
  const at = (name: string): string => join(folder, name)
  for (const key of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)], { stdio: 'pipe' })
  writeFileSync(at('authorized_keys'), readFileSync(at('user.pub')), { mode: 0o600 })
  chmodSync(folder, 0o700)
  // Where root starts it, sshd wants this folder; a system service would have made it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const port = await freePort()
  const { username } = userInfo()
  writeFileSync(
    at('sshd_config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${at('host')}
PidFile ${at('sshd.pid')}
AuthorizedKeysFile ${at('authorized_keys')}
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
UsePAM no
MaxStartups 100
`,
  )
  writeFileSync(
    at('ssh_config'),
    `Host *
  HostName 127.0.0.1
  Port ${port}
  User ${username}
  IdentityFile ${at('user')}
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile ${at('known')}
  LogLevel ERROR
`,
  )
  const daemon = spawn('/usr/sbin/sshd', ['-D', '-f', at('sshd_config'), '-E', at('sshd.log')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => daemon.on('close', () => resolve()))
  for (let left = 200; !(await listens(port)); left--) {
    if (left === 0 || daemon.exitCode !== null)
      throw new Error(`sshd did not start:\n${readFileSync(at('sshd.log'), 'utf8')}`)
    await sleep(25)
  }
  return {
    port,
    command: `ssh -F ${at('ssh_config')}`,
    folder,
    async stop() {
      daemon.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
