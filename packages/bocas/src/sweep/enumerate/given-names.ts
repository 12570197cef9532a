import type { Problem } from '../../problems'
import { describeValue, describeThrown } from '../read/describe'
import { shorten } from '../../text/shorten'
import { wrongName } from '../author/name-rules'
import type { GridPoint } from './grid-point'
import type { Json } from '../author/types'
import { groupBy } from '../../collections'

/** More problems of one kind are not shown one by one. */
const MOST_SHOWN = 5

/** Asks the author's `name` function (at the key path `at`) for the name of each point. */
export function giveNames(
  points: readonly GridPoint[],
  name: (config: Json) => unknown,
  at: string,
  report: (problem: Problem) => void,
): GridPoint[] {
  const problems: Problem[] = []
  const named = points.map((point) => {
    const answer = ask(name, point.config)
    if ('given' in answer) return { ...point, given: { name: answer.given, at } }
    problems.push({ ...answer.fault, path: at, hint: `it was asked about ${show(point.config)}` })
    return point
  })
  problems.slice(0, MOST_SHOWN).forEach(report)
  reportHidden(problems.length - MOST_SHOWN, (count) => `\`name\` fails for ${count} more configs`, at, report)
  return named
}

function ask(name: (config: Json) => unknown, config: Json): { given: string } | { fault: Problem } {
  let given: unknown
  try {
    given = name(config)
  } catch (error) {
    return { fault: { message: `\`name\` threw ${describeThrown(error)}` } }
  }
  const fault = wrongName(given)
  if (fault === undefined) return { given: given as string }
  return { fault: { code: 'wrong-name', message: `the name ${describeValue(given)} ${fault}` } }
}

/** Names that the author made must differ, and not by case alone: some machines cannot keep two such folders. */
export function checkGivenNames(points: Iterable<GridPoint>, report: (problem: Problem) => void): void {
  const groups = groupBy(points, ({ given }) => given?.name.toLowerCase())
  const shared = [...groups.values()].filter((group) => group.length > 1)
  shared.slice(0, MOST_SHOWN).forEach((group) => report(sharedName(group)))
  const at = shared[0]?.[1]?.given?.at ?? ''
  reportHidden(shared.length - MOST_SHOWN, (count) => `${count} more names are those of several runs`, at, report)
}

function sharedName(group: readonly GridPoint[]): Problem {
  const names = [...new Set(group.map(({ given }) => JSON.stringify(given!.name)))]
  const many = `${group.length} runs`
  const [first, second] = group
  return {
    code: 'same-name',
    message:
      names.length === 1
        ? `${many} have the name ${names[0]}`
        : `the names of ${many} differ by case alone: ${names.slice(0, 3).join(', ')}`,
    path: second!.given!.at,
    hint: `two of them are ${show(first!.config)} and ${show(second!.config)}: put into the name what tells them apart`,
  }
}

function reportHidden(
  count: number,
  message: (count: number) => string,
  path: string,
  report: (problem: Problem) => void,
): void {
  if (count > 0) report({ message: message(count), path, hint: 'mend the ones above first' })
}

const show = (config: Json): string => shorten(JSON.stringify(config), 200)
