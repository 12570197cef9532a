import childProcess from 'node:child_process'
import { basename } from 'node:path'
import { wrap } from './watch-files'

/** Programs that say what the machine is; packages with native parts ask them which of these to load. */
const OF_THE_MACHINE = ['ldd', 'getconf', 'uname', 'sysctl', 'lscpu', 'sw_vers', 'nvidia-smi', 'rocm-smi']

/**
 * Calls back before a program is started, by whichever function: it may throw. All that wait for an event go through one method; those that wait for the
 * end are three.
 */
export function watchPrograms(starts: (command: string) => void): void {
  const tell = (command: string): void => {
    const [first = ''] = command.trim().split(/\s+/)
    if (!OF_THE_MACHINE.includes(basename(first))) starts(command)
  }
  wrap(childProcess.ChildProcess.prototype as never, 'spawn', ([options]) => {
    const { file, args = [] } = options as { file?: string; args?: readonly string[] }
    tell(commandOf([file ?? '', ...args.slice(1)]))
  })
  wrap(childProcess as never, 'execSync', ([command]) => tell(String(command)))
  for (const name of ['spawnSync', 'execFileSync'])
    wrap(childProcess as never, name, ([file, args]) =>
      tell(commandOf([String(file), ...(Array.isArray(args) ? args.map(String) : [])])),
    )
}

/** What was typed: a shell that is only there to read it is left out. */
function commandOf(words: readonly string[]): string {
  const isShell = /^(?:(?:ba|da|z)?sh|cmd(?:\.exe)?)$/i.test(basename(words[0]!))
  const script = isShell ? words.findIndex((word) => word === '-c' || word === '/c') : -1
  return script > 0 ? words.slice(script + 1).join(' ') : words.join(' ')
}
