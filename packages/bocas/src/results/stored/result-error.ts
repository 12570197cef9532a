import { ProblemsError } from '../../problems'

const MARK = Symbol.for('bocas.result-error')

/** Why a stored result cannot be used: it is not there, it is not what was written, or it belongs to another run. */
export type ResultProblem = 'missing' | 'damaged' | 'other-key'

/** A stored result cannot be used. `code` says why, `dir` where. */
export class ResultError extends ProblemsError {
  readonly [MARK] = true
  override readonly name = 'ResultError'

  constructor(
    readonly code: ResultProblem,
    readonly dir: string,
    message: string,
    path?: string,
  ) {
    super(path === undefined ? message : { message, path })
  }
}

/** Whether an error is a `ResultError`, of this copy of bocas or another one in the same process. */
export function isResultError(error: unknown): error is ResultError {
  return error !== null && typeof error === 'object' && MARK in error
}
