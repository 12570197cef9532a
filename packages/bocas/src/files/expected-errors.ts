/**
 * What an error is, for those who expect some: a `catch` names what it knows how to go on after, and lets a fault of the program through. Errors are
 * known by code and name, not by class: those of another realm, such as a test's, have classes of their own.
 */

interface Marked {
  readonly code?: unknown
  readonly name?: unknown
  readonly status?: unknown
  readonly signal?: unknown
}

const marksOf = (error: unknown): Marked => (error !== null && typeof error === 'object' ? error : {})

/** Codes of errno, and those of Node's own checks of files; every other `ERR_…` is a fault of whoever called. */
const OF_SYSTEM = /^(?:E[A-Z0-9]+|ERR_FS_[A-Z_]+|ERR_STRING_TOO_LONG)$/

/** Whether the operating system refused: a file that is not there, a full disk, a process that is gone. @param codes those that are expected, also such as only Node has; any of the system when none is given. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  const { code } = marksOf(error)
  return typeof code === 'string' && (codes.length === 0 ? OF_SYSTEM.test(code) : codes.includes(code))
}

/** Whether a text is no JSON: torn, or written by hand. */
export const isSyntaxError = (error: unknown): boolean => marksOf(error).name === 'SyntaxError'

/** Whether a file of JSON could not be read, or is torn. */
export const isUnreadable = (error: unknown): boolean => isSystemError(error) || isSyntaxError(error)

/** Whether a program could not be started, or ended with anything but exit code 0. */
export function isFailedCommand(error: unknown): boolean {
  const { status, signal } = marksOf(error)
  return isSystemError(error) || typeof status === 'number' || typeof signal === 'string'
}

const UNRESOLVED = [
  'MODULE_NOT_FOUND',
  'ERR_MODULE_NOT_FOUND',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_INVALID_PACKAGE_CONFIG',
  'ERR_INVALID_PACKAGE_TARGET',
  'ERR_INVALID_MODULE_SPECIFIER',
  'ERR_UNKNOWN_BUILTIN_MODULE',
]

/** Whether there is no module of a name: it is not installed, or does not let that part of it be taken. */
export const isUnresolved = (error: unknown): boolean => UNRESOLVED.includes(String(marksOf(error).code))
