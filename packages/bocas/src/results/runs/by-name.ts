import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Hole } from './entries'

interface Named {
  readonly task: string
  readonly name: string
}

/** The one of some results that is called so, by its name or `task/name`. @throws Error that lists the names there are. */
export function resultNamed<R extends Named>(name: string, results: readonly R[], holes: readonly Hole[]): R {
  const found = results.filter((result) => result.name === name || `${result.task}/${result.name}` === name)
  if (found.length === 1) return found[0]!
  if (found.length > 1)
    throw new ProblemsError(
      `several tasks have a run ${JSON.stringify(name)}; say which: ${found.map((result) => `${result.task}/${result.name}`).join(', ')}`,
    )
  const hole = holes.find((missing) => missing.name === name || `${missing.task}/${missing.name}` === name)
  if (hole !== undefined)
    throw new ProblemsError({
      message: `the run has no result yet: ${hole.problem}`,
      path: `${hole.task}/${hole.name}`,
    })
  throw new ProblemsError({
    code: 'unknown-run',
    message: `there is no run ${JSON.stringify(name)}; ${suggest(
      name,
      results.map((result) => result.name),
    )}`,
  })
}

/** Which place a run has in a named sweep; undefined for one that is not of it. @throws Error that lists the sweeps there are. */
export function positionsIn(
  sweep: string,
  sweeps: Readonly<Record<string, readonly string[]>>,
): (run: Named) => number | undefined {
  const names = Object.hasOwn(sweeps, sweep) ? sweeps[sweep]! : undefined
  if (names === undefined)
    throw new ProblemsError(`there is no sweep ${JSON.stringify(sweep)}; ${suggest(sweep, Object.keys(sweeps))}`)
  const position = new Map(names.map((name, i) => [name, i]))
  return ({ task, name }) => position.get(`${task}/${name}`) ?? position.get(name)
}
