import type { Problem } from 'bocas/internal/light'

/** An option of a command: a switch, or one that takes a value. */
export interface CliOption {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  /** May be given more than once. */
  readonly multiple?: boolean
  /** What its value is called in the help: `<dir>`. */
  readonly value?: string
  readonly help: string
}

/** What a command line said. */
export interface Arguments {
  readonly words: readonly string[]
  /** Switches that were given. */
  readonly switches: ReadonlySet<string>
  /** By option: its values, in the order in which they were given. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** What a command may use of the world. */
export interface Surroundings {
  /** The workspace: the nearest folder with an `nx.json`. */
  readonly root: string
  readonly env: Readonly<NodeJS.ProcessEnv>
  /** Prints a line of the answer. */
  readonly print: (text: string) => void
  /** Passes something on as it is. */
  readonly write: (piece: Uint8Array) => void
  /** Prints what is no part of the answer: what is wrong, and what to do. */
  readonly complain: (text: string) => void
  /** Columns of the terminal; undefined when the answer goes elsewhere. */
  readonly columns: number | undefined
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal
}

/** Exit codes: all is well; something is wrong with what was looked at; the command line was wrong, and nothing was done. */
export const EXIT = { ok: 0, problem: 1, usage: 2 } as const

export interface CliCommand {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  /** What follows the name: `[task] [--json]`. */
  readonly usage: string
  /** The rest of its help. */
  readonly details: string
  readonly options: Readonly<Record<string, CliOption>>
  /** How many words it takes at least and at most. */
  readonly words: readonly [least: number, most: number]
  /** @returns the exit code. */
  run(args: Arguments, surroundings: Surroundings): Promise<number>
}

/** Something is wrong with what a person asked for: said as it is, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError'

  constructor(
    readonly problems: readonly Problem[],
    readonly exitCode: number = EXIT.usage,
  ) {
    super(problems.map(({ message }) => message).join('\n'))
  }
}
