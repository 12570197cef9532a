import { codeOf, withCodes, type Codes, type ErrorCode } from './errors/codes'
import { pathBelow } from './key-path'
import { plural } from './text/plural'

/** One thing that is wrong in a file a person wrote: what, where, and what to do about it. */
export interface Problem {
  /** What is wrong and what was allowed, in one sentence without a final stop. */
  readonly message: string
  /** Where, as a key path such as `default.model.lr[2]`. */
  readonly path?: string | undefined
  /** What to do next. */
  readonly hint?: string | undefined
  /** Which sort of mistake it is, if that is explained in docs/errors.md. */
  readonly code?: ErrorCode | undefined
}

interface ProblemsOptions extends ErrorOptions {
  readonly heading?: string | undefined
}

const MARK = Symbol.for('bocas.problems-error')

/**
 * What a person has to put right, as data. `message` is the same in plain words, for whoever prints an error as it is; commands print `problems`, by
 * `formatProblem`.
 */
export class ProblemsError extends Error {
  readonly [MARK] = true
  override readonly name: string = 'ProblemsError'
  /** At least one. */
  readonly problems: readonly Problem[]
  /** A line above them: what cannot be done because of them. */
  readonly heading?: string

  /** @param problems what is wrong: one sentence, one problem or all of them. */
  constructor(problems: string | Problem | readonly Problem[], { heading, ...options }: ProblemsOptions = {}) {
    const all = listed(problems)
    super([...(heading === undefined ? [] : [heading]), ...all.map(inWords)].join('\n'), options)
    this.problems = all
    if (heading !== undefined) this.heading = heading
  }
}

const listed = (problems: string | Problem | readonly Problem[]): readonly Problem[] => {
  if (typeof problems === 'string') return [{ message: problems }]
  return 'message' in problems ? [problems] : problems
}

/** Whether an error is a `ProblemsError`, of this copy of bocas or another one in the same process. */
export function isProblemsError(error: unknown): error is ProblemsError {
  return error !== null && typeof error === 'object' && MARK in error
}

/** What was thrown, in its own words. Anything can be thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What an error says, as problems: its own, or its message as the only one, of which lines after the first are the hint. */
export function problemsIn(error: unknown): readonly Problem[] {
  if (isProblemsError(error)) return error.problems
  const text = error instanceof Error ? error.message || error.name : String(error)
  const [message = '', ...rest] = text.split('\n')
  const code = codeOf(error)
  return [{ message, ...(rest.length > 0 && { hint: dedented(rest.join('\n')) }), ...(code && { code }) }]
}

/** The codes of what an error says. */
export const codesOf = (error: unknown): Codes => problemsIn(error).map(({ code }) => code)

/** Hints are indented when they are printed. */
const dedented = (text: string): string => text.replaceAll(/^ {2}/gm, '')

/** The same, seen from what holds the item called `name`. */
export function problemsBelow(name: string, error: unknown): Problem[] {
  return problemsIn(error).map((problem) => ({ ...problem, path: pathBelow(name, problem.path) }))
}

/** The problems with further lines of what to do, which belong to the last of them. */
export function withHints(problems: readonly Problem[], hints: readonly string[]): readonly Problem[] {
  const last = problems.at(-1)
  if (last === undefined || hints.length === 0) return problems
  const hint = [...(last.hint === undefined ? [] : [last.hint]), ...hints.map(dedented)].join('\n')
  return [...problems.slice(0, -1), { ...last, hint }]
}

/** One problem in plain words, as a message of an error says it: `message (at path)`. */
export function inWords({ message, path, hint }: Problem): string {
  return withHint(path === undefined ? message : `${message} (at ${path})`, hint)
}

/**
 * The problems of one file as text for a person: a heading, then for each problem a line `✖ message → at path` and,
 * below it, its hint.
 *
 * @param file the file as the reader knows it, relative to the workspace.
 * @returns lines without a final newline; an empty string when there is no problem.
 */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  if (problems.length === 0) return ''
  const heading = problemsHeading(problems, file)
  return withCodes(
    [heading, ...problems.map(formatProblem)].join('\n'),
    problems.map(({ code }) => code),
  )
}

/** The line above problems: `3 problems in profiles.json`. */
export const problemsHeading = ({ length }: readonly Problem[], where: string): string =>
  `${plural(length, 'problem')} in ${where}`

/** One problem as `✖ message → at path`, its hint on a line of its own. */
export function formatProblem({ message, path, hint }: Problem): string {
  return withHint(path === undefined ? `✖ ${message}` : `✖ ${message} → at ${path}`, hint)
}

const withHint = (line: string, hint: string | undefined): string =>
  hint === undefined ? line : `${line}\n  ${hint.replaceAll('\n', '\n  ')}`

/** What an error says, as commands print it. */
export function formatError(error: unknown): string {
  const heading = isProblemsError(error) && error.heading !== undefined ? [error.heading] : []
  return [...heading, ...problemsIn(error).map(formatProblem)].join('\n')
}
