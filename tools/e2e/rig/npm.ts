import { execFileSync } from 'node:child_process'

/** A call without what this repository's own npm has put into the environment; its standard output. */
export function call(cwd: string, command: string, ...args: string[]): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|NX_|INIT_CWD$)/.test(name)),
  )
  try {
    return execFileSync(command, args, {
      cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
      shell: process.platform === 'win32',
    })
  } catch (error) {
    // What it printed says why; the message alone does not.
    const failed = error as Error & { readonly stdout?: string; readonly stderr?: string }
    failed.message = [failed.message, failed.stdout, failed.stderr].join('\n')
    throw failed
  }
}

/** npm, which takes from its cache what is there. */
export function callNpm(cwd: string, ...args: string[]): string {
  return call(cwd, 'npm', ...args, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error')
}
