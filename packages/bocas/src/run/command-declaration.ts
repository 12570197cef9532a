import type { Problem } from '../problems'
import { suggest } from '../suggest'
import { splitWords } from './command-line'
import { isBlock } from '../key-path'

/** Marks the function that `command` made, in every copy of this module that a process may hold; its value is the declaration. */
export const COMMAND: unique symbol = Symbol.for('bocas.command')

/** What `command` was given, as JSON data: planning reads it without running the program. */
export interface CommandDeclaration extends CommandOptions {
  readonly line: string
}

/** What a run's result depends on beside its config, its data and the command itself. */
export interface CommandOptions {
  /**
   * The program's files, relative to the task: `['train.py', 'src/**\/*.py']`. Their content is in every run's key, and the program finds
   * no others beside declared data. A folder stands for all in it.
   */
  readonly inputs: readonly string[]
  /** The file that pins the program's packages, relative to the task: `'uv.lock'`. Its content is in every run's key. */
  readonly lock?: string | undefined
  /** Variables that the program is given: `{ OMP_NUM_THREADS: '1' }`. They are in every run's key. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /**
   * The command that prints the version of the interpreter, which is in every run's key. Found by itself for the usual ones
   * (`python train.py` is asked `python --version`); `false` for a program that needs none.
   */
  readonly interpreter?: string | false | undefined
}

/** What `command` made, whatever it is a program for. */
export interface AnyCommand {
  readonly [COMMAND]: CommandDeclaration
}

const OPTIONS = ['inputs', 'lock', 'env', 'interpreter']

/** The declaration of a run that is a program; undefined for any other run. */
export function declarationOf(run: unknown): CommandDeclaration | undefined {
  return typeof run === 'function' && COMMAND in run ? (run[COMMAND] as CommandDeclaration) : undefined
}

/** The declaration of the program that figures name, and nothing of other exports. */
export const declarationOfFigures = (figures: unknown): CommandDeclaration | undefined =>
  figures !== null && typeof figures === 'object' && 'program' in figures ? declarationOf(figures.program) : undefined

/** Everything that is wrong with a declaration by itself; whether its files exist is another matter. */
export function checkDeclaration(declaration: unknown): Problem[] {
  const { line, ...options } = declaration as Readonly<Record<string, unknown>>
  const problems: Problem[] = []
  if (typeof line !== 'string') {
    problems.push({
      message: 'a command is a line of text',
      hint: `as in command('python3 train.py', { inputs: ['train.py'] })`,
    })
  } else {
    const split = splitWords(line)
    if ('wrong' in split) {
      problems.push({
        code: 'wrong-command',
        message: `the command \`${line}\` cannot be started: ${split.wrong}`,
        hint: 'write one program with its arguments; put what needs a shell into a script, and variables into `env`',
      })
    }
  }
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name))
      problems.push({
        code: 'unknown-option',
        message: `command() has no option \`${name}\`; ${suggest(name, OPTIONS)}`,
      })
  }
  problems.push(...checkInputs(options), ...checkEnv(options.env))
  if (options.lock !== undefined && !isText(options.lock))
    problems.push({
      message: 'the lock file is a path relative to the task',
      path: 'lock',
      hint: `as in lock: 'uv.lock'`,
    })
  const { interpreter } = options
  const asked = isText(interpreter) ? splitWords(interpreter) : undefined
  if (interpreter !== undefined && interpreter !== false && (asked === undefined || 'wrong' in asked)) {
    problems.push({
      message: `the interpreter is the command that prints its version${asked && 'wrong' in asked ? `: ${asked.wrong}` : ''}`,
      path: 'interpreter',
      hint: `as in interpreter: 'python3 --version'; false when the program needs none`,
    })
  }
  return problems
}

function checkInputs({ inputs, lock }: Readonly<Record<string, unknown>>): Problem[] {
  const hint = `list the program's files, relative to the task: inputs: ['train.py', 'src/**/*.py']`
  if (!Array.isArray(inputs) || !inputs.every(isText))
    return [{ code: 'wrong-command', message: 'the inputs of a command are a list of paths', path: 'inputs', hint }]
  if (inputs.length === 0 && lock === undefined)
    return [
      {
        code: 'wrong-command',
        message: 'a command without inputs has a key that is blind to its code',
        path: 'inputs',
        hint,
      },
    ]
  return []
}

function checkEnv(env: unknown): Problem[] {
  if (env === undefined) return []
  const hint = `as in env: { OMP_NUM_THREADS: '1' }; variables of the caller's that matter are declared in sweep.ts, as env: ['NAME']`
  if (!isBlock(env)) return [{ message: 'the env of a command is a record of texts', path: 'env', hint }]
  return Object.entries(env).flatMap(([name, value]) => {
    if (name.startsWith('BOCAS_'))
      return [{ message: `${name} belongs to the protocol between bocas and the program`, path: `env.${name}` }]
    return typeof value === 'string'
      ? []
      : [{ message: 'the value of a variable is a text', path: `env.${name}`, hint }]
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
