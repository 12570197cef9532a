import type { CommandDeclaration } from './command-declaration'

/** Where a worker puts what `command` needs to know and `ctx` does not say. */
export const PROGRAM: unique symbol = Symbol.for('bocas.program')

/** A program as it was planned, on the machine on which it is executed. All paths are absolute. */
export interface ProgramPlace {
  readonly declaration: CommandDeclaration
  /** The folder of the task: the program's working directory. */
  readonly folder: string
  /** The workspace. */
  readonly root: string
  /** The folder of the Python module `bocas`. */
  readonly python: string
  /** Declared data by name. */
  readonly data: Readonly<Record<string, string>>
  /** All that is in the key: inputs, the lock file, declared data. Of data, folders stand for what is in them. */
  readonly declared: readonly string[]
}
