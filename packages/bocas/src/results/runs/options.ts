import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'

/** One or more, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}

/** @throws Error that lists the options there are when one does not exist: a misspelt option would be ignored. */
export function checkKnown(what: string, options: object, known: readonly string[]): void {
  const wrong = Object.keys(options).filter((option) => !known.includes(option))
  if (wrong.length === 0) return
  throw new ProblemsError(
    wrong.map((option) => ({
      code: 'unknown-option',
      message: `${what}() has no option \`${option}\`; ${suggest(option, known)}`,
    })),
  )
}
