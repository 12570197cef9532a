import type { Explained } from './explained'
import { OF_CALLS } from './of-calls'
import { OF_ENGINES } from './of-engines'
import { OF_FIGURES } from './of-figures'
import { OF_IMPORTS } from './of-imports'
import { OF_RUNS } from './of-runs'
import { OF_SHARING } from './of-sharing'
import { OF_SWEEPS } from './of-sweeps'

/** Every sort of mistake that has a code, by its stable name, without `bocas/` in front. */
const CATALOGUE = {
  ...OF_SWEEPS,
  ...OF_RUNS,
  ...OF_FIGURES,
  ...OF_ENGINES,
  ...OF_SHARING,
  ...OF_IMPORTS,
  ...OF_CALLS,
}

/** What a problem carries from where it is made: which sort of mistake it is. */
export type ErrorCode = keyof typeof CATALOGUE

/** The same to look things up in. */
export const EXPLAINED: Readonly<Record<ErrorCode, Explained>> = CATALOGUE

/** All codes, in the order of the catalogue. */
export const CODES = Object.keys(CATALOGUE) as readonly ErrorCode[]

/** What several problems carry; `undefined` of those that have no code. */
export type Codes = readonly (ErrorCode | undefined)[]

/** The codes that there are among these, as a failure carries them; nothing without any. */
export function asCodes(codes: Codes): { readonly codes?: readonly ErrorCode[] } {
  const known = CODES.filter((code) => codes.includes(code))
  return known.length === 0 ? {} : { codes: known }
}

const PREFIX = 'bocas/'

/** The words that ask for what is known of these codes, each once; undefined without any. */
export function explainCommand(codes: Codes): string | undefined {
  const { codes: named } = asCodes(codes)
  return named === undefined ? undefined : `npx bocas explain ${named.map((code) => PREFIX + code).join(' ')}`
}

/** A text that says what is wrong, and where more is said about it. */
export function withCodes(text: string, codes: Codes): string {
  const command = explainCommand(codes)
  return command === undefined ? text : `${text.trimEnd()}\nmore: ${command}`
}

/** The code that a person has typed, with or without `bocas/` in front; undefined when there is no such code. */
export function parseErrorCode(typed: string): ErrorCode | undefined {
  const name = typed.replace(/^bocas\//, '')
  return CODES.find((code) => code === name)
}

/**
 * An error in the code of an author, whose place is told by its stack. It has its code where errors of Node have theirs, and is printed like any
 * other: as its message.
 */
export function codedError(code: ErrorCode, given: string | Error): Error {
  return Object.defineProperty(typeof given === 'string' ? new Error(given) : given, 'code', { value: PREFIX + code })
}

/** The code that an error carries, of ours or of the system's. */
export function codeOf(error: unknown): ErrorCode | undefined {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return codeOfLanguage(error)
  return code.startsWith(PREFIX) ? parseErrorCode(code) : CODES_OF_THE_SYSTEM[code]
}

const CODES_OF_THE_SYSTEM: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
}

/** What the language itself throws has a class and no code; whether a value is not there is in the words of V8 alone. */
function codeOfLanguage(error: unknown): ErrorCode | undefined {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown }
  if (typeof message !== 'string') return undefined
  if (name === 'ReferenceError') return message.endsWith(' is not defined') ? 'not-defined' : undefined
  return name === 'TypeError' && OF_NOTHING.some((words) => message.includes(words)) ? 'undefined-value' : undefined
}

const OF_NOTHING = [
  'Cannot read properties of undefined',
  'Cannot read properties of null',
  ' is not a function',
  ' is not iterable',
]
