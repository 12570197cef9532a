/** One thing that is wrong in a file a person wrote: what, where, and what to do about it. */
export interface Problem {
  /** What is wrong and what was allowed, in one sentence without a final stop. */
  readonly message: string
  /** Where, as a key path such as `default.model.lr[2]`. */
  readonly path?: string
  /** What to do next. */
  readonly hint?: string
}

/**
 * The problems of one file as text for a person: a heading, then for each problem a line `✖ message → at path` and,
 * below it, its hint.
 *
 * @param file the file as the reader knows it, relative to the workspace.
 * @returns lines without a final newline; an empty string when there is no problem.
 */
export function formatProblems(file: string, problems: readonly Problem[]): string {
  if (problems.length === 0) return ''
  const heading = `${problems.length === 1 ? '1 problem' : `${problems.length} problems`} in ${file}`
  return [heading, ...problems.map(formatProblem)].join('\n')
}

/** One problem as `✖ message → at path`, its hint on a line of its own. */
export function formatProblem({ message, path, hint }: Problem): string {
  const line = path === undefined ? `✖ ${message}` : `✖ ${message} → at ${path}`
  return hint === undefined ? line : `${line}\n  ${hint.replaceAll('\n', '\n  ')}`
}

/** Longer words than this are compared by their beginning only: a name is never that long. */
const LONGEST = 64

/** The number of letters to insert, delete, replace or swap with their neighbour to turn `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const [from, to] = [a.slice(0, LONGEST), b.slice(0, LONGEST)]
  let twoAgo: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = last[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced)
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, twoAgo[j - 2]! + 1)
    }
    twoAgo = last
    last = row
  }
  return last[to.length]!
}

/** The name among `names` that `name` was probably meant to be, if one is near enough (about a third of its letters, ignoring case). */
export function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Infinity
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3))
    if (distance <= allowed && distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/**
 * What to say after a name that does not exist: the nearest one that does, and all that do (at most 20).
 *
 * @example suggest('adm', ['sgd', 'adam']) // 'did you mean `adam`? There are: `sgd`, `adam`'
 */
export function suggest(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'there are none'
  const shown = names.slice(0, 20).map((known) => `\`${known}\``)
  const all = `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`
  const near = nearest(name, names)
  return near === undefined ? `there are: ${all}` : `did you mean \`${near}\`? There are: ${all}`
}
