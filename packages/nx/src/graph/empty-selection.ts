import { formatProblem, nearest, suggest, type Problem } from 'bocas/internal/light'

/** What of a project decides whether it is selected. */
export interface SelectableProject {
  readonly name: string
  readonly tags: readonly string[]
  readonly targets: readonly string[]
}

/** The targets of ours. A call for another one is none of our business, unless it is a slip of one of these that no project has. */
const OURS = ['experiment', 'figures', 'draft', 'try', 'build', 'check', 'print', 'watch', 'arxiv', 'report']
const FOR_SURE = ['experiment', 'figures', 'draft', 'try']

/**
 * Why `nx run-many` would execute nothing and call that a success: a target that no project has, a tag or name that none has. A night of runs is
 * asked for in that way.
 *
 * @param projects all projects; asked for only when the command line gives a reason to.
 * @returns undefined when something is selected, or the call is not ours to judge.
 */
export function emptySelection(
  argv: readonly string[],
  projects: () => readonly SelectableProject[],
): string | undefined {
  if (!argv.includes('run-many')) return undefined
  const targets = valuesOf(argv, ['-t', '--target', '--targets'])
  const patterns = valuesOf(argv, ['-p', '--projects'])
  const isOurs = targets.some((target) => FOR_SURE.includes(target) || nearest(target, FOR_SURE) !== undefined)
  if (!isOurs || (patterns.length === 0 && targets.every((target) => OURS.includes(target)))) return undefined
  const all = projects()
  const problems: Problem[] = []
  const there = new Set(all.flatMap((project) => project.targets))
  if (!targets.some((target) => there.has(target)))
    for (const target of targets)
      problems.push({
        message: `no project has a target \`${target}\``,
        hint: suggest(
          target,
          OURS.filter((name) => there.has(name)),
        ),
      })
  if (problems.length === 0 && patterns.length > 0 && patterns.every(isPlain))
    problems.push(...unmatched(patterns, all))
  return problems.length === 0
    ? undefined
    : ['nothing is selected, so nothing would be executed:', ...problems.map(formatProblem)].join('\n')
}

/** Patterns that leave nothing; none when one of them finds something. */
function unmatched(patterns: readonly string[], projects: readonly SelectableProject[]): Problem[] {
  const tags = new Set(projects.flatMap((project) => project.tags))
  const names = new Set(projects.map(({ name }) => name))
  const finds = (pattern: string): boolean =>
    pattern.startsWith('tag:') ? tags.has(pattern.slice(4)) : names.has(pattern)
  if (patterns.some(finds)) return []
  return patterns.map((pattern) =>
    pattern.startsWith('tag:')
      ? { message: `no project has the tag \`${pattern.slice(4)}\``, hint: suggestFew(pattern.slice(4), [...tags]) }
      : { message: `there is no project \`${pattern}\``, hint: suggestFew(pattern, [...names]) },
  )
}

/** Of thousands of runs not all are listed. */
function suggestFew(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known)
  if (near !== undefined) return `did you mean \`${near}\`?`
  const key = wrong.slice(0, wrong.indexOf('=') + 1)
  const same = key === '' ? [] : known.filter((name) => name.startsWith(key))
  if (same.length > 0 && same.length <= 20) return suggest(wrong, same)
  return 'npx bocas plan lists tasks and runs, npx nx show project <name> the tags of one'
}

/** A pattern that is a name or a tag as it stands. What is a glob, a negation or a folder is left to Nx. */
const isPlain = (pattern: string): boolean => !/[*?!{}[\]()@\\]/.test(pattern.replace(/^tag:/, ''))

/** The values of a flag that takes several: `-t a b`, `-t a,b`, `--targets=a,b`. */
function valuesOf(argv: readonly string[], flags: readonly string[]): string[] {
  const values: string[] = []
  let isOpen = false
  for (const arg of argv) {
    const [flag = '', ...inline] = arg.split('=')
    if (flags.includes(flag)) {
      isOpen = inline.length === 0
      if (!isOpen) values.push(inline.join('='))
    } else if (arg.startsWith('-')) isOpen = false
    else if (isOpen) values.push(arg)
  }
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '')
}
