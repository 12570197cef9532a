/** A place in a file of the paper. */
export interface PaperPlace {
  /** The file, as a person at the top of the repository would name it: `paper/main.typ`. */
  readonly file: string
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number
  /** Counted from 1, in characters. */
  readonly column?: number
}

/** One thing that is wrong with a paper (or, as a warning, that its author should look at). */
export interface PaperProblem {
  readonly message: string
  readonly at?: PaperPlace
  /** What is allowed, or what to do next; each entry is a line of its own. */
  readonly hints?: readonly string[]
}

/** `paper/main.typ:12:8`, an address that terminals and editors make clickable. */
export function formatPlace(place: PaperPlace): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
}

/** One problem as text: `✖ message → at paper/main.typ:12:8`, its hints below. */
export function formatPaperProblem(problem: PaperProblem, mark: '✖' | '⚠' = '✖'): string {
  const head = `${mark} ${problem.message}${problem.at ? ` → at ${formatPlace(problem.at)}` : ''}`
  return [head, ...(problem.hints ?? []).map((hint) => `  ${hint}`)].join('\n')
}

/** The paper cannot be built. `problems` holds everything that was found, in the order of the text; `message` is all of it, readable. */
export class PaperError extends Error {
  override readonly name = 'PaperError'

  constructor(
    /** Everything that was found. */
    readonly problems: readonly PaperProblem[],
    /** Lines that belong to all of them, such as the names that exist. */
    readonly notes: readonly string[] = [],
  ) {
    super([...problems.map((problem) => formatPaperProblem(problem)), ...notes].join('\n'))
  }
}
