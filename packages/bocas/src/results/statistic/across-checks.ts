import { ProblemsError } from '../../problems'
import type { Recipe } from '../../statistics'
import type { PivotHead } from '../pivot/types'

interface Heads {
  readonly rows: readonly PivotHead[]
  readonly columns: readonly PivotHead[]
}

/** @throws Error that names what is missing: a mean over tasks that leaves some out would compare other tasks. */
export function checkWhole(counts: readonly (readonly number[])[], { rows, columns }: Heads, hasHoles: boolean): void {
  const missing = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (count === 0 ? [`${rows[i]!.id} in ${columns[j]!.id}`] : [])),
  )
  if (missing.length === 0 || hasHoles) return
  throw new ProblemsError(
    `every candidate needs a result in every column, and there is none of ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}; choose with only()`,
  )
}

/** @throws Error that says of which columns the ends of the scale are missing or none, or which columns there are not. */
export function checkScale(scale: NonNullable<Recipe['scale']>, columns: readonly PivotHead[]): void {
  const lacking = columns.filter(({ id }) => !Object.hasOwn(scale, id)).map(({ id }) => id)
  const wrong = Object.entries(scale).filter(
    ([, ends]) => !Array.isArray(ends) || ends.length !== 2 || !ends.every(Number.isFinite) || ends[0] === ends[1],
  )
  const unknown = Object.keys(scale).filter((id) => !columns.some((column) => column.id === id))
  const problems = [
    ...(lacking.length === 0 ? [] : [`\`scale\` says nothing of ${lacking.join(', ')}`]),
    ...(unknown.length === 0
      ? []
      : [`\`scale\` names ${unknown.join(', ')}, and the columns are ${columns.map(({ id }) => id).join(', ')}`]),
    ...wrong.map(([id]) => `\`scale.${id}\` is two different numbers, the scores that become 0 and 1`),
  ]
  if (problems.length > 0) throw new ProblemsError(problems.map((message) => ({ message })))
}
