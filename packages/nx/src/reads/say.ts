import { sep } from 'node:path'
import {
  installedPackage,
  inWords,
  type Layout,
  posixPath,
  posixRelative,
  type Problem,
  shorten,
  withHints,
} from 'bocas/internal/light'
import { generatedProblem } from '../shared/generated-files'
import type { Refused } from './decide'
import type { Started } from './watch-programs'

/** Something that watched code did and no key knows of. */
export type Violation = (Refused | ({ readonly place: 'program' } & Started)) & {
  /** Where in a person's code: `tasks/a/run.ts:3:12`. */
  readonly at?: string
}

/** Whose reads are told of, and where they are declared. */
export interface ReadingCode {
  /** `the run`, `the figures`. */
  readonly who: string
  /** Absolute: the workspace, and the folder to which declared names are relative. */
  readonly root: string
  readonly folder: string
  /** Where things are made in it. Given, since nothing is looked up while code is watched. */
  readonly layout: Layout
  /** The names that are declared already. */
  readonly declared: readonly string[]
  /** Packages that are linked in, by name, with the folders where they lie. */
  readonly linked: () => readonly (readonly [name: string, folder: string])[]
  /** What is not known, for want of a declaration: `the run key`, `the inputs of the figures`. */
  readonly known: string
  /** The line to write: `defineSweep({ … }, { data: ['x.csv'] }) in tasks/a/sweep.ts`. */
  readonly line: (names: readonly string[]) => string
  /** How declared data is read: `ctx.input('x.csv')`. */
  readonly input: (name: string) => string
  /** What to do in place of starting a program. */
  readonly programs: (names: readonly string[]) => string
}

/** All that was found, a line each, and after them the one line that declares what can be declared. */
export function sayViolations(violations: readonly Violation[], reader: ReadingCode): string[] {
  const { problems, hints } = found(violations, reader)
  return [...problems.map(inWords), ...hints.map((hint) => `  ${hint}`)]
}

/** The same as problems, without those that an error of the code has told already. */
export function violationProblems(
  violations: readonly Violation[],
  reader: ReadingCode,
  isTold: (problem: Problem) => boolean,
): readonly Problem[] {
  const { problems, hints } = found(violations, reader)
  return withHints(
    problems.filter((problem) => !isTold(problem)),
    hints,
  )
}

/** Each problem once, and what declares all of them. */
function found(violations: readonly Violation[], reader: ReadingCode): { problems: Problem[]; hints: string[] } {
  const names = new Set<string>()
  const problems = new Map<string, Problem>()
  for (const violation of violations) {
    const name = declarableName(violation, reader)
    if (name !== undefined) names.add(name)
    const problem = problemOf(violation, reader)
    problems.set(inWords(problem), problem)
  }
  const line = (): string => reader.line([...new Set([...reader.declared, ...[...names].sort()])])
  return { problems: [...problems.values()], hints: names.size > 0 ? [`→ declare what it reads: ${line()}`] : [] }
}

function problemOf(violation: Violation, reader: ReadingCode): Problem {
  const at = violation.at === undefined ? '' : ` (${violation.at})`
  if (violation.place === 'program')
    return {
      code: 'undeclared-read',
      message: `${reader.who} started \`${shorten(violation.command, 100)}\`, and what a program reads is not in ${reader.known}${at}`,
      hint: `→ ${reader.programs(violation.programs)}`,
    }
  const { place, file, kind, state } = violation
  const shown = place === 'outside' ? file : posixRelative(reader.root, file)
  if (state === 'missing')
    return {
      code: 'undeclared-read',
      message: `${reader.who} looked for ${shown}, which is not there; once it is, nothing would be made anew${at}`,
      hint: '→ make the file and declare it, or do not look for it',
    }
  const did = { content: 'read', names: 'listed the folder', presence: 'looked at' }[kind]
  const message = `${reader.who} ${did} ${shown}, which is not in ${reader.known}${at}`
  const made = place === 'workspace' ? madeProblem(shown, reader) : undefined
  const problem = { code: 'undeclared-read', message } as const
  if (made) return { ...problem, hint: `→ ${made.hint}` }
  return place === 'outside' && declarableName(violation, reader) === undefined
    ? {
        ...problem,
        hint: '→ it lies outside the workspace: put it, or a link to it, beside the task, and declare that',
      }
    : problem
}

/** The name under which it can be declared; undefined when it cannot. */
function declarableName(violation: Violation, reader: ReadingCode): string | undefined {
  if (violation.place === 'program' || violation.state === 'missing') return undefined
  const { place, file } = violation
  const { root, folder, linked } = reader
  if (madeProblem(posixRelative(root, file), reader)) return undefined
  if (place === 'package') {
    const name = installedPackage(file)!
    return `npm:${name}${posixPath(file.slice(file.lastIndexOf(name.split('/').join(sep)) + name.length))}`
  }
  if (place === 'workspace') return posixRelative(folder, file) || '.'
  const home = linked().find(([, at]) => file.startsWith(at + sep))
  return home && `npm:${home[0]}/${posixRelative(home[1], file)}`
}

/** What is made from results is never declared: results are taken. */
const madeProblem = (file: string, { who, layout }: ReadingCode) =>
  generatedProblem(layout, file, who === 'the run' ? 'run' : 'figures')
