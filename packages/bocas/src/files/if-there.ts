import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isSyntaxError, isSystemError } from './expected-errors'

/** The text of a file; undefined when it is not there or cannot be read. */
export function textIfThere(file: string): string | undefined {
  return ifThere(() => readFileSync(file, 'utf8'))
}

/** The names in a folder; none when it is not there or cannot be read. */
export function namesIn(folder: string): string[] {
  return ifThere(() => readdirSync(folder)) ?? []
}

/** The files in a folder, at whatever depth; none when it is not there. */
export function filesBelow(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Whether there is a file, or a link to one. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** What a text of JSON says; undefined when it is torn, or is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return undefined
  }
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}
