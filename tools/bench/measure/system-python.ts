import { execFileSync } from 'node:child_process'

/** Debian's Python, in which numpy, pandas and matplotlib are packages of the system. */
export const PYTHON = '/usr/bin/python3'

/** The versions of Python modules, such as `1.24.2 and 3.6.3`; undefined where one is not installed. */
export function versionsOf(...modules: readonly string[]): string | undefined {
  const script = `import ${modules.join(', ')}; print(${modules.map((name) => `${name}.__version__`).join(', ')}, sep=' and ')`
  try {
    return execFileSync(PYTHON, ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}
