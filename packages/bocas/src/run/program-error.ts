import { codedError, type ErrorCode } from '../errors/codes'
import { existsSync, readdirSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { ProgramEnd } from './program'
import type { ProgramPlace } from './program-place'
import { missingInputs } from './missing-input'
import { isInToolFolder } from './tool-folders'
import { findTraceback, type PythonFrame } from './traceback'

/** On an error: why the run failed, where that is something else than that its code threw. Retries go by it. */
export const REASON: unique symbol = Symbol.for('bocas.reason')

/** A program that was asked to stop, that was ended by a signal, that gave up, and that read what is not in the key. */
export type ProgramReason = 'interrupted' | 'signal' | 'exited' | 'surprise'

/** The file by which a program says that it ends because it was asked to. */
const STOPPED_FILE = 'stopped'
/** By the custom of shells, the exit codes of programs that end because of SIGHUP, SIGINT and SIGTERM. */
const STOPPED_CODES: readonly unknown[] = [129, 130, 143]
const STOP_SIGNALS: readonly unknown[] = ['SIGHUP', 'SIGINT', 'SIGTERM']

/**
 * Whether a program ended because it was asked to. Whoever ends a tree of processes asks the innermost first, so that a program may have
 * ended before anyone else hears of it. What it has left then can be a part of a result.
 *
 * @param result its result folder.
 */
export const wasStopped = ({ code, signal }: ProgramEnd, result: string): boolean =>
  STOP_SIGNALS.includes(signal) || STOPPED_CODES.includes(code) || existsSync(join(result, STOPPED_FILE))

/** On an error: the folder in which the program has left files, that what it computed is not lost with its result. */
export const LEFT: unique symbol = Symbol.for('bocas.left')

/** The error, which says where the program has left what it could; nothing is said where there is none. */
export function leaving(error: unknown, result: string): unknown {
  const left = existsSync(result) ? readdirSync(result) : []
  const names = left.filter((name) => name !== STOPPED_FILE && !/^reads-\d+\.txt$/.test(name))
  return names.length === 0 || !(error instanceof Error) ? error : Object.assign(error, { [LEFT]: result })
}

/** An error that says its reason. */
export const reasoned = (reason: ProgramReason, message: string, code?: ErrorCode): Error =>
  Object.assign(code === undefined ? new Error(message) : codedError(code, message), { [REASON]: reason })

/**
 * Why a program did not end well; undefined when it did. A Python traceback is the error: its message, and as the place the innermost frame
 * that is neither a package's nor Python's own.
 */
export function endError(end: ProgramEnd, place: ProgramPlace): Error | undefined {
  const { code, signal, printed } = end
  if (code === 0) return undefined
  const traceback = findTraceback(printed)
  const ending = signal ? `the program was ended by ${signal}` : `the program ended with exit code ${code}`
  if (signal) return withPlace(reasoned('signal', ending))
  if (traceback === undefined) {
    const missing = missingInputs(printed.slice(-SEARCHED), place)
    return withPlace(reasoned('exited', `${ending}${lastLine(printed)}${missing}`))
  }
  const frame = traceback.frames.findLast((one) => isUsers(one, place))
  const message = traceback.message + missingInputs(traceback.message, place)
  return withPlace(new Error(message), frame && { ...frame, file: resolve(place.folder, frame.file) })
}

/** Characters at the end of standard error in which files that the program misses are looked for. */
const SEARCHED = 4_000

/** The stack of this process says nothing about the program; in its place stands where the program failed. */
function withPlace(error: Error, frame?: PythonFrame): Error {
  error.stack = frame ? `Error: ${error.message}\n    at ${frame.file}:${frame.line}` : `Error: ${error.message}`
  return error
}

function lastLine(printed: string): string {
  const line = printed.trimEnd().split('\n').at(-1)!.trim()
  return line === '' ? '' : `: ${line}`
}

function isUsers({ file }: PythonFrame, { folder, root, python }: ProgramPlace): boolean {
  // <string>, <frozen importlib._bootstrap>
  if (file.startsWith('<')) return false
  const path = resolve(folder, file)
  const inside = relative(root, path).split(sep)
  return inside[0] !== '..' && !path.startsWith(join(python, sep)) && !isInToolFolder(inside)
}
