import childProcess from 'node:child_process'
import { basename } from 'node:path'
import { wrapFileFunctions } from './watch-files'

/** Programs that say what the machine is; packages with native parts ask them which of these to load. */
const OF_THE_MACHINE = ['ldd', 'getconf', 'uname', 'sysctl', 'lscpu', 'sw_vers', 'nvidia-smi', 'rocm-smi']

/** A program that is about to be started. */
export interface Started {
  /** As it was typed. */
  readonly command: string
  /** Those of its programs that may not be started, by name. */
  readonly programs: readonly string[]
}

/** Who is told of programs. */
export interface ProgramObserver {
  /** Those that may be started, by name. */
  readonly programs: readonly string[]
  /** Another one is about to be started. What it throws keeps it from that. */
  starts(started: Started): void
}

/**
 * Tells whoever watches before a program that is not allowed is started, by whichever function. All functions that wait for an event go through one method;
 * those that wait for the end are three.
 */
export function watchPrograms(observer: () => ProgramObserver | undefined): void {
  const tell = (words: readonly string[]): void => {
    const told = observer()
    if (told === undefined) return
    const script = scriptOf(words)
    const programs = (script === undefined ? [words[0]!] : programsOf(script)).map(nameOf)
    const others = programs.filter((name) => !OF_THE_MACHINE.includes(name) && !told.programs.includes(name))
    if (others.length > 0) told.starts({ command: script ?? words.join(' '), programs: [...new Set(others)] })
  }
  wrapFileFunctions(childProcess.ChildProcess.prototype as never, 'spawn', ([options]) => {
    const { file, args = [] } = options as { file?: string; args?: readonly string[] }
    tell([file ?? '', ...args.slice(1)])
  })
  wrapFileFunctions(childProcess, 'execSync', ([command]) => tell(['sh', '-c', String(command)]))
  for (const name of ['spawnSync', 'execFileSync'])
    wrapFileFunctions(childProcess, name, ([file, given, options]) => {
      const args = Array.isArray(given) ? given.map(String) : []
      const { shell } = ((Array.isArray(given) ? options : given) ?? {}) as { shell?: unknown }
      tell(shell ? ['sh', '-c', [String(file), ...args].join(' ')] : [String(file), ...args])
    })
}

/** What a shell that is only there for it is to read; undefined for any other program. */
function scriptOf(words: readonly string[]): string | undefined {
  if (!/^(?:(?:ba|da|z)?sh|cmd)$/i.test(nameOf(words[0]!))) return undefined
  const at = words.findIndex((word) => /^(?:-\w*c|\/c)$/i.test(word))
  return at > 0 ? words.slice(at + 1).join(' ') : undefined
}

/** The programs of a shell's line: its first word, and those after what joins commands. Where files and quotes hide more, more is asked for. */
function programsOf(script: string): string[] {
  return script
    .replaceAll(/\d*[<>]+&?\s*[^\s;&|]+/g, ' ')
    .split(/[;&|\n()`]+/)
    .map(
      (part) =>
        part
          .trim()
          .replace(/^(?:\w+=\S*\s+)+/, '')
          .split(/\s+/)[0]!,
    )
    .filter((name) => name !== '' && name !== '$')
}

const nameOf = (program: string): string => basename(program).replace(/\.exe$/i, '')
