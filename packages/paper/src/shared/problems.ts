import { formatError, formatProblem, ProblemsError, type Problem, type ErrorCode } from 'bocas/internal/made'

/** A place in a file of the paper. */
export interface PaperPlace {
  /** The file, as a person at the top of the repository would name it: `paper/main.typ`. */
  readonly file: string
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number | undefined
  /** Counted from 1, in characters. */
  readonly column?: number | undefined
}

/** One thing that is wrong with a paper (or, as a warning, that its author should look at). */
export interface PaperProblem {
  readonly message: string
  /** Which sort of mistake it is, if that is explained in docs/errors.md. */
  readonly code?: ErrorCode | undefined
  readonly at?: PaperPlace | undefined
  /** What is allowed, or what to do next; each entry is a line of its own. */
  readonly hints?: readonly string[] | undefined
}

/** `paper/main.typ:12:8`, an address that terminals and editors make clickable. */
export function formatPlace(place: PaperPlace): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
}

/** The same as a problem of bocas: its place as a path, its hints as one text. */
function asProblem(problem: PaperProblem): PaperProblem & Problem {
  const { at, hints = [] } = problem
  return {
    ...problem,
    ...(at && { path: formatPlace(at) }),
    ...(hints.length > 0 && { hint: hints.join('\n') }),
  }
}

/** One problem as text: `✖ message → at paper/main.typ:12:8`, its hints below. */
export function formatPaperProblem(problem: PaperProblem, mark: '✖' | '⚠' = '✖'): string {
  return formatProblem(asProblem(problem)).replace('✖', mark)
}

/**
 * The paper cannot be built. `problems` holds everything that was found, in the order of the text; `message` is all of it in plain words, and
 * {@link formatPaperError} what commands print.
 */
export class PaperError extends ProblemsError {
  override readonly name = 'PaperError'
  /** Everything that was found. */
  declare readonly problems: readonly (PaperProblem & Problem)[]

  constructor(
    problems: readonly PaperProblem[],
    /** Lines that belong to all of them, such as the names that exist. */
    readonly notes: readonly string[] = [],
  ) {
    super(problems.map(asProblem))
    this.message = [this.message, ...notes].join('\n')
  }
}

/** All that is wrong with a paper, as commands print it. */
export const formatPaperError = (error: PaperError): string => [formatError(error), ...error.notes].join('\n')
