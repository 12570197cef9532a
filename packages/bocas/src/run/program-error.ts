import { join, relative, resolve, sep } from 'node:path'
import type { ProgramEnd } from './program'
import type { ProgramPlace } from './program-place'
import { findTraceback, type PythonFrame } from './traceback'

/**
 * Why a program did not end well; undefined when it did. A Python traceback is the error: its message, and as the place the innermost frame
 * that is neither a package's nor Python's own.
 */
export function endError(end: ProgramEnd, place: Pick<ProgramPlace, 'folder' | 'root' | 'python'>): Error | undefined {
  const { code, signal, said } = end
  if (code === 0) return undefined
  const traceback = findTraceback(said)
  const ending = signal ? `the program was ended by ${signal}` : `the program ended with exit code ${code}`
  if (traceback === undefined) return withPlace(new Error(`${ending}${lastLine(said)}`))
  const frame = traceback.frames.findLast((one) => isUsers(one, place))
  return withPlace(new Error(traceback.message), frame && { ...frame, file: resolve(place.folder, frame.file) })
}

/** The stack of this process says nothing about the program; in its place stands where the program failed. */
function withPlace(error: Error, frame?: PythonFrame): Error {
  error.stack = frame ? `Error: ${error.message}\n    at ${frame.file}:${frame.line}` : `Error: ${error.message}`
  return error
}

function lastLine(said: string): string {
  const line = said.trimEnd().split('\n').at(-1)!.trim()
  return line === '' ? '' : `: ${line}`
}

function isUsers(
  { file }: PythonFrame,
  { folder, root, python }: Pick<ProgramPlace, 'folder' | 'root' | 'python'>,
): boolean {
  // <string>, <frozen importlib._bootstrap>
  if (file.startsWith('<')) return false
  const path = resolve(folder, file)
  const inside = relative(root, path).split(sep)
  return inside[0] !== '..' && !path.startsWith(join(python, sep)) && !isInstalled(inside)
}

/** Whether a path, in parts, leads into a virtual environment or a folder of packages. */
export const isInstalled = (parts: readonly string[]): boolean =>
  parts.some((part) => ['site-packages', 'dist-packages', 'node_modules'].includes(part))
