import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callProgram } from './call-program'
import { withoutSecrets } from './secrets'

/** How ssh is called: a program and its first words. */
export type SshCall = readonly [program: string, ...words: string[]]

/** The path of a socket has about a hundred letters at most, and ssh adds some of its own. */
const LONGEST = 80
/** Seconds for which the connection stays open that nobody uses: those of a program that was killed end by themselves. */
const IDLE = 60

/**
 * One login of a host for all programs that reach it: the first of them logs in, and the others use its connection. Where the user's own configuration
 * shares connections (`ControlPath`), theirs is used: it may be one that a person has opened with a password and a token.
 */
export class SshLogin {
  private readonly folder = socketFolder()
  private found: Promise<readonly string[]> | undefined

  constructor(
    private readonly host: string,
    private readonly ssh: SshCall,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Further words for each call of ssh; none where connections are shared without us, or cannot be. */
  words(): Promise<readonly string[]> {
    return (this.found ??= this.ownWords())
  }

  /** Logs in, so that what comes next need not wait for it. What goes wrong is said by the first program that asks something of the host. */
  async ahead(): Promise<void> {
    const words = await this.words()
    if (words.length === 0) return
    const [program, ...first] = this.ssh
    // Without a session: it ends as soon as it is logged in.
    const child = spawn(program, [...first, ...words, '-f', '-N', this.host], {
      env: withoutSecrets(this.env),
      stdio: 'ignore',
    })
    // Not unref'd: while others wait for the login, it may be all that keeps this process alive.
    await new Promise<void>((resolve) => child.once('error', () => resolve()).once('exit', () => resolve()))
  }

  async close(): Promise<void> {
    if (this.folder === undefined) return
    // One that is just about to be opened is not left behind.
    const words = (await this.found) ?? []
    if (existsSync(socketIn(this.folder))) {
      const [program, ...first] = this.ssh
      await callProgram(program, [...first, ...words, '-O', 'exit', this.host], { env: this.env })
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async ownWords(): Promise<readonly string[]> {
    if (this.folder === undefined) return []
    const [program, ...first] = this.ssh
    const { code, stdout } = await callProgram(program, [...first, '-G', this.host], { env: this.env })
    if (code !== 0 || /^controlpath (?!none$)/m.test(stdout)) return []
    const options = ['ControlMaster=auto', `ControlPath=${socketIn(this.folder)}`, `ControlPersist=${IDLE}`]
    return options.flatMap((option) => ['-o', option])
  }
}

const socketIn = (folder: string): string => join(folder, 's')

/** A folder for the socket; nothing where a system has none for ssh, or its path is too long or has letters that ssh would read. */
function socketFolder(): string | undefined {
  if (process.platform === 'win32') return undefined
  const folder = mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'bocas-ssh-'))
  if (socketIn(folder).length <= LONGEST && /^[\w./-]+$/.test(folder)) return folder
  rmSync(folder, { recursive: true, force: true })
  return undefined
}
