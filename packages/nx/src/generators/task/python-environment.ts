import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isFailedCommand } from 'bocas/internal/light'

/** How the environment of a Python task is started on this system, relative to the folder of the task. */
export const VENV_PYTHON = process.platform === 'win32' ? '.venv/Scripts/python' : '.venv/bin/python'

/**
 * Makes the environment of a Python task, unless it is there.
 *
 * @param pythons what Python may be called here.
 * @returns what to say to a person when it could not be made.
 */
export function makeEnvironment(
  folder: string,
  pythons: readonly string[] = ['python3', 'python'],
): string | undefined {
  if (existsSync(join(folder, VENV_PYTHON))) return undefined
  for (const python of pythons) {
    try {
      // Packages are installed when requirements.txt lists some: the template needs none.
      execFileSync(python, ['-m', 'venv', '.venv'], { cwd: folder, stdio: 'pipe' })
      return undefined
    } catch (error) {
      if (!isFailedCommand(error)) throw error
      // The next name for it.
    }
  }
  return `There is no Python here that makes an environment (${pythons.join(', ')}): install it (Debian: apt-get install python3-venv), then
  cd ${folder}
  python3 -m venv .venv`
}
