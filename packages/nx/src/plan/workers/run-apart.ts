import { spawn } from 'node:child_process'

/** How code that was run apart came to its end. */
export interface ApartEnd {
  /** The last of what it printed, on either stream. */
  readonly output: string
  /** `exit code 0`, `signal SIGKILL`, `out of time`. */
  readonly ended: string
}

/**
 * Runs a script of ours over code of a person's in a process of its own, with a time limit and its output kept away from Nx's. It sees
 * nothing of the environment that it could depend on, and is in one time zone and one language everywhere: what it says must follow from its
 * code alone, and from what it is given.
 *
 * @param timeLimit milliseconds.
 * @param input what it finds on its standard input.
 */
export function runApart(root: string, args: readonly string[], timeLimit: number, input = ''): Promise<ApartEnd> {
  return new Promise((resolve, reject) => {
    const { PATH, HOME, SYSTEMROOT } = process.env
    const env = { PATH, HOME, SYSTEMROOT, TZ: 'UTC', LC_ALL: 'en_US.UTF-8' }
    const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
      cwd: root,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    // Whoever ends without reading it has said so otherwise.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    let output = ''
    let late = false
    const keep = (text: Buffer): void => void (output = (output + text.toString()).slice(-10_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeLimit)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ output, ended: late ? 'out of time' : signal ? `signal ${signal}` : `exit code ${code}` })
    })
  })
}
