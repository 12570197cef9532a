import { formatError, formatProblem, isProblemsError, suggest, withCodes, codesOf } from 'bocas/internal/light'
import { version } from '../../package.json'
import { readArguments } from './arguments'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { allCommands, COMMAND_NAMES, commandNamed } from './commands'
import { helpOf, overview } from './help'
import { findRoot } from './workspace-root'

/** The command line `bocas …` of a process; its exit code is set, the process ends by itself. */
export async function main(args: readonly string[]): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end(stop))
  // Whoever reads the answer has seen enough of it, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.problem),
  )
  // Node ends a process that waits for nothing any more, and calls that well.
  let isSettled = false
  process.once('exit', () => {
    if (isSettled || process.exitCode !== undefined) return
    process.exitCode = EXIT.problem
    process.stderr.write(`✖ bocas ${args.join(' ')} ended before it was done: a fault of bocas\n`)
  })
  const code = await execute(args, {
    env: process.env,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    signal: stop.signal,
    write: (piece) => void process.stdout.write(piece),
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  }).finally(() => (isSettled = true))
  process.exitCode = code
}

/** Those that watch end by themselves; the others are ended. */
function end(stop: AbortController): void {
  stop.abort()
  setTimeout(() => process.exit(130), 500).unref()
}

/** @returns the exit code. */
export async function execute(
  [name, ...args]: readonly string[],
  world: Omit<Surroundings, 'root'>,
  from = process.cwd(),
): Promise<number> {
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      world.print(overview(allCommands()))
      return name === undefined ? EXIT.usage : EXIT.ok
    }
    if (name === 'version' || name === '--version' || name === '-v') {
      world.print(version)
      return EXIT.ok
    }
    const command = commandOf(name)
    if (args.includes('--help') || args.includes('-h')) {
      world.print(helpOf(command))
      return EXIT.ok
    }
    return await command.run(readArguments(command, args), { ...world, root: findRoot(from) })
  } catch (error) {
    if (isOfTheSystem(error)) {
      world.complain(
        withCodes(
          formatProblem({ message: error.message, hint: 'look at permissions and at the space on the disk' }),
          codesOf(error),
        ),
      )
      return EXIT.problem
    }
    if (isProblemsError(error)) {
      world.complain(withCodes(formatError(error), codesOf(error)))
      return EXIT.problem
    }
    if (!(error instanceof CommandError)) throw error
    world.complain(
      withCodes(
        error.problems.map(formatProblem).join('\n'),
        error.problems.map(({ code }) => code),
      ),
    )
    return error.exitCode
  }
}

function commandOf(name: string): CliCommand {
  const found = commandNamed(name)
  if (found) return found
  throw new CommandError([
    {
      code: 'unknown-command',
      message: `bocas has no command '${name}'`,
      hint: suggest(name, COMMAND_NAMES),
    },
  ])
}

/** A disk that is full, over its limit or broken says so of an open file, and not of which one. */
const FULL = ['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG']

/** A folder that may not be written, a disk that is full: not a mistake of ours, so no stack is shown. */
function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  const { syscall, path, code } = error as { syscall?: unknown; path?: unknown; code?: unknown }
  return error instanceof Error && syscall !== undefined && (path !== undefined || FULL.includes(String(code)))
}
