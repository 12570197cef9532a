import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { spawn, type ChildProcess } from 'node:child_process'
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
/** Milliseconds after which nobody waits for a login that does not come about. */
const LONGEST_LOGIN = 300_000

/**
 * One login of a host for all programs that reach it: the first of them logs in, and the others use its connection. Where the user's own configuration
 * shares connections (`ControlPath`), theirs is used: it may be one that a person has opened with a password and a token.
 */
export class SshLogin {
  private readonly folder = socketFolder()
  private found: Promise<readonly string[]> | undefined
  private opening: ChildProcess | undefined

  constructor(
    private readonly host: string,
    private readonly ssh: SshCall,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Further words for each call of ssh; none where connections are shared without us, or cannot be. */
  words(): Promise<readonly string[]> {
    return (this.found ??= this.folder === undefined ? NONE : this.ask(this.folder, '').words)
  }

  /** Logs in, so that what comes next need not wait for it. What goes wrong is said by the first program that asks something of the host. */
  async ahead(): Promise<void> {
    if (this.folder === undefined) return
    // Without a session: it ends as soon as it is logged in.
    const { child, words } = this.ask(
      this.folder,
      `exec "$@" ${optionsOf(this.folder).join(' ')} -f -N "$host" >/dev/null`,
    )
    this.opening = child
    this.found = words
    // Not unref'd: while others wait for the login, it may be all that keeps this process alive.
    const ended = new Promise<void>((resolve) => child.once('error', () => resolve()).once('exit', () => resolve()))
    await Promise.all([ended, words])
  }

  async close(): Promise<void> {
    if (this.folder === undefined) return
    // One that is just about to be opened is not left behind.
    this.opening?.kill()
    const words = (await this.found) ?? []
    if (existsSync(socketIn(this.folder))) {
      const [program, ...first] = this.ssh
      await callProgram(program, [...first, ...words, '-O', 'exit', this.host], { env: this.env })
    }
    removeFolder(this.folder)
  }

  /**
   * Asks ssh once how connections to the host are shared, and goes on where that is left to us.
   *
   * @param next what a shell does then. A shell of its own does it, because this process may be busy with loading what comes next.
   */
  private ask(
    folder: string,
    next: string,
  ): { readonly child: ChildProcess; readonly words: Promise<readonly string[]> } {
    const script = `host=$1; shift
settings=$("$@" -G "$host" 2>/dev/null) || exit 0
case "
$settings" in
*"
controlpath none"*) ;;
*"
controlpath "*) exit 0 ;;
esac
echo ${OURS}
${next}`
    const child = spawn('/bin/sh', ['-c', script, 'sh', this.host, ...this.ssh], {
      env: withoutSecrets(this.env),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST_LOGIN,
    })
    const words = new Promise<readonly string[]>((resolve) => {
      let printed = ''
      child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece))
      child.once('error', () => resolve([]))
      // What the shell becomes then has another output.
      child.stdout.once('close', () => resolve(printed.trim() === OURS ? optionsOf(folder) : []))
    })
    return { child, words }
  }
}

/** What is printed where it is left to us to share connections. */
const OURS = 'ours'
const NONE: Promise<readonly string[]> = Promise.resolve([])

const optionsOf = (folder: string): string[] =>
  ['ControlMaster=auto', `ControlPath=${socketIn(folder)}`, `ControlPersist=${IDLE}`].flatMap((option) => [
    '-o',
    option,
  ])

const socketIn = (folder: string): string => join(folder, 's')

/** A folder for the socket; nothing where a system has none for ssh, or its path is too long or has letters that ssh would read. */
function socketFolder(): string | undefined {
  if (process.platform === 'win32') return undefined
  const folder = mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'bocas-ssh-'))
  if (folders.size === 0) process.once('exit', removeFolders)
  folders.add(folder)
  if (socketIn(folder).length <= LONGEST && /^[\w./-]+$/.test(folder)) return folder
  removeFolder(folder)
  return undefined
}

/** Those in use: a process that is ended in the midst of its work leaves none behind. */
const folders = new Set<string>()

const removeFolders = (): void => folders.forEach(removeFolder)

function removeFolder(folder: string): void {
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true })
  if (folders.size === 0) process.off('exit', removeFolders)
}
