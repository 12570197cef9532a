import type { CommandDeclaration } from './command-declaration'

/** Where a worker puts what `command` needs to know and `ctx` does not say. */
export const PROGRAM: unique symbol = Symbol.for('bocas.program')

/** A file of a program in the state in which it is in the key. */
export interface ProgramInput {
  readonly file: string
  readonly sha256: string
  /** Where its bytes are read, when that is not its own place: a job waits for hours, and a person goes on editing. */
  readonly copy?: string
}

/** A program as it was planned, on the machine on which it is executed. All paths are absolute. */
export interface ProgramPlace {
  readonly declaration: CommandDeclaration
  /** The folder of the task. The program works in a copy of it. */
  readonly folder: string
  /** The workspace. */
  readonly root: string
  /** The folder of the Python module `bocas`. */
  readonly python: string
  /** Declared data by name. */
  readonly data: Readonly<Record<string, string>>
  /** The JSON file that says where the results are that the run takes of other tasks, by the key path in the config; of a run that takes some. */
  readonly from?: string | undefined
  /** How many threads the libraries of the program may use; 1 unless it is said. */
  readonly threads?: number | undefined
  /** The declared inputs and the lock file, as they are in the key. */
  readonly inputs: readonly ProgramInput[]
}
