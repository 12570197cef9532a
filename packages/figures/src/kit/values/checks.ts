import { checkAlike, nameProblem, suggest, type AnyRuns, listOf, codedError } from 'bocas/internal'
export { checkHonest, checkNotEmpty, checkSeeds, valuesByPath } from 'bocas/internal'

/** @throws Error when a figure, table or fact cannot have the name: it becomes the name of a file. */
export function checkName(name: unknown, taken: ReadonlySet<string>, what: string): asserts name is string {
  if (typeof name !== 'string') throw new Error(`the name of a ${what} is a string, not ${String(name)}`)
  const problem = nameProblem(name)
  if (problem !== undefined) throw new Error(problem)
  const twin = [...taken].find((other) => other.toLowerCase() === name.toLowerCase())
  if (twin !== undefined)
    throw codedError(
      'name-taken',
      `there is a ${what} ${JSON.stringify(twin)} already; give every ${what} a name of its own (case does not count)`,
    )
}

/** @throws Error that lists the options there are when one does not exist: a misspelt option would be ignored. */
export function checkOptions(options: object | undefined, known: readonly string[]): void {
  const wrong = Object.keys(options ?? {}).filter((option) => !known.includes(option))
  if (wrong.length > 0)
    throw codedError(
      'unknown-option',
      wrong.map((option) => `there is no option \`${option}\`; ${suggest(option, known)}`).join('; '),
    )
}

/** @throws Error when an option that decides between words has another value. */
export function checkChoice(options: object, option: string, choices: readonly string[]): void {
  const value: unknown = (options as Record<string, unknown>)[option]
  if (value === undefined || choices.includes(value as string)) return
  throw new Error(`\`${option}\` cannot be ${JSON.stringify(value)}; ${suggest(String(value), choices)}`)
}

/** @throws Error that lists the keys there are when one does not exist. */
export function checkOptionKeys(runs: AnyRuns, keys: string | readonly string[] | undefined): void {
  if (runs.length + runs.holes.length > 0) listOf(keys).forEach((path) => runs.groupBy(path))
}

/**
 * @param over keys that may differ too; they have to be there.
 * @throws Error when a mean would go over runs that differ in more than their seed.
 */
export function checkAlikeOver(runs: AnyRuns, over: string | readonly string[] | undefined, where = ''): void {
  checkOptionKeys(runs, over)
  checkAlike(runs, listOf(over), where)
}

/** A share of more than this is nearly always a percentage that would be multiplied by 100 once more. */
const MOST_SHARE = 10

/** @throws Error when a value that is shown in percent or points looks like a percentage already. */
export function checkShare(value: number, as: string | undefined, what: string, instead: string): void {
  if ((as !== 'percent' && as !== 'points') || !Number.isFinite(value) || Math.abs(value) <= MOST_SHARE) return
  throw codedError(
    'percent-twice',
    `${what} is ${Number(value.toPrecision(6))}, and \`as: '${as}'\` would print ${String(Number((value * 100).toPrecision(4)))}${as === 'percent' ? ' %' : ''}: it shows shares such as 0.971; ${instead}`,
  )
}
