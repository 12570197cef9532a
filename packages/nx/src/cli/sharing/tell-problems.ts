import { formatProblem, plural, type Problem, withCodes } from 'bocas/internal/light'
import { EXIT, type Surroundings } from '../command'

/** More than these are counted. */
const SHOWN = 10

/** Says what went wrong with single results. @returns the exit code. */
export function tellProblems(problems: readonly Problem[], { complain }: Surroundings): number {
  if (problems.length === 0) return EXIT.ok
  const more = problems.length - SHOWN
  complain(
    withCodes(
      [
        ...problems.slice(0, SHOWN).map(formatProblem),
        ...(more > 0 ? [`✖ the same or alike of ${plural(more, 'more result')}`] : []),
      ].join('\n'),
      problems.map(({ code }) => code),
    ),
  )
  return EXIT.problem
}
