import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A login that several programs use, so that each begins at once. */
export interface SshConnection {
  /** Further words for `ssh`, as soon as the connection is there; empty where each program has to log in by itself. */
  readonly options: Promise<string>
  close(): void
}

const NONE: SshConnection = { options: Promise.resolve(''), close: () => {} }

/** The path of a socket has about a hundred letters at most, and ssh adds some of its own. */
const LONGEST = 80
/** How often is looked whether the connection is there, in milliseconds. */
const PAUSE = 10

/**
 * Logs in ahead of the first program that needs it. Whoever has told ssh himself to share connections has those instead. What goes wrong is said by the first
 * program that asks something of the host.
 *
 * @param shell how ssh is called, with its options.
 */
export function connectionTo(host: string, shell: string, env: NodeJS.ProcessEnv): SshConnection {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-ssh-'))
  const socket = join(folder, 's')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (process.platform === 'win32' || socket.length > LONGEST || !/^[\w./-]+$/.test(socket)) {
    remove()
    return NONE
  }
  const options = `-o ControlPath=${socket} -o ControlPersist=no`
  // `cat` waits over there until we close what it reads, or are no more.
  const script = `${shell} -G "$1" 2>/dev/null | grep -v ' none$' | grep -q '^controlpath ' || ${shell} -o ControlMaster=yes ${options} "$@"`
  const child = spawn('/bin/sh', ['-c', script, 'ssh', host, 'cat'], { env, stdio: ['pipe', 'ignore', 'ignore'] })
  let isOver = false
  const end = (): void => void (isOver = true)
  child.once('error', end).once('exit', end).unref()
  child.stdin.on('error', end)
  ;(child.stdin as Socket).unref()

  async function connect(): Promise<string> {
    while (!isOver) {
      if (existsSync(socket)) return `-o ControlMaster=no ${options}`
      await sleep(PAUSE)
    }
    return ''
  }

  return {
    options: connect(),
    close() {
      end()
      child.stdin.end()
      remove()
    },
  }
}
