/* eslint-disable @typescript-eslint/no-require-imports -- One command is loaded, the one that is called: `bocas pull` does not wait for what draws figures. */
import type { CliCommand } from './command'

type CommandFile<Name extends string> = Readonly<Record<Name, CliCommand>>

/** The commands in the order in which the help lists them: each is what its file exports by its name. */
const FILES = {
  plan: (): CommandFile<'plan'> => require('./plan'),
  status: (): CommandFile<'status'> => require('./status'),
  logs: (): CommandFile<'logs'> => require('./logs'),
  submit: (): CommandFile<'submit'> => require('./submit'),
  jobs: (): CommandFile<'jobs'> => require('./jobs'),
  runs: (): CommandFile<'runs'> => require('./runs'),
  verify: (): CommandFile<'verify'> => require('./verify'),
  gc: (): CommandFile<'gc'> => require('./gc'),
  push: (): CommandFile<'push'> => require('./push'),
  pull: (): CommandFile<'pull'> => require('./pull'),
  bundle: (): CommandFile<'bundle'> => require('./bundle'),
  import: (): CommandFile<'import'> => require('./import'),
  accept: (): CommandFile<'accept'> => require('./accept'),
  trace: (): CommandFile<'trace'> => require('./trace'),
  uses: (): CommandFile<'uses'> => require('./uses'),
  diff: (): CommandFile<'diff'> => require('./diff'),
  checklist: (): CommandFile<'checklist'> => require('./checklist'),
  crate: (): CommandFile<'crate'> => require('./crate'),
  cite: (): CommandFile<'cite'> => require('./cite'),
  anonymous: (): CommandFile<'anonymous'> => require('./anonymous'),
  doctor: (): CommandFile<'doctor'> => require('./doctor'),
  explain: (): CommandFile<'explain'> => require('./explain'),
}

type CommandName = keyof typeof FILES

export const COMMAND_NAMES = Object.keys(FILES) as CommandName[]

const isCommand = (name: string): name is CommandName => Object.hasOwn(FILES, name)

/** The command of this name; undefined where there is none. */
export const commandNamed = (name: string): CliCommand | undefined =>
  isCommand(name) ? (FILES[name]() as CommandFile<string>)[name] : undefined

export const allCommands = (): CliCommand[] => COMMAND_NAMES.map((name) => commandNamed(name)!)
