import { relative, sep } from 'node:path'
import { posixPath } from 'bocas/internal/light'
import { generatedProblem } from '../shared/generated-files'
import type { Refused } from './decide'
import { packageOf } from './places'
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
  const names = new Set<string>()
  const lines = violations.map((violation) => {
    const name = declarableName(violation, reader)
    if (name !== undefined) names.add(name)
    return sentence(violation, reader)
  })
  const hint =
    names.size > 0
      ? [`  → declare what it reads: ${reader.line([...new Set([...reader.declared, ...[...names].sort()])])}`]
      : []
  return [...new Set(lines), ...hint]
}

function sentence(violation: Violation, reader: ReadingCode): string {
  const at = violation.at === undefined ? '' : ` (${violation.at})`
  if (violation.place === 'program')
    return `${reader.who} started \`${shorten(violation.command)}\`, and what a program reads is not in ${reader.known}${at}\n  → ${reader.programs(violation.programs)}`
  const { place, file, look, state } = violation
  const shown = place === 'outside' ? file : posixPath(relative(reader.root, file))
  if (state === 'missing')
    return `${reader.who} looked for ${shown}, which is not there; once it is, nothing would be made anew${at}\n  → make the file and declare it, or do not look for it`
  const did = { content: 'read', names: 'listed the folder', presence: 'looked at' }[look]
  const line = `${reader.who} ${did} ${shown}, which is not in ${reader.known}${at}`
  const made = place === 'workspace' ? madeProblem(shown, reader) : undefined
  if (made) return `${line}\n  → ${made.hint}`
  return place === 'outside' && declarableName(violation, reader) === undefined
    ? `${line}\n  → it lies outside the workspace: put it, or a link to it, beside the task, and declare that`
    : line
}

/** The name under which it can be declared; undefined when it cannot. */
function declarableName(violation: Violation, reader: ReadingCode): string | undefined {
  if (violation.place === 'program' || violation.state === 'missing') return undefined
  const { place, file } = violation
  const { root, folder, linked } = reader
  if (madeProblem(posixPath(relative(root, file)), reader)) return undefined
  if (place === 'package') {
    const name = packageOf(file)!
    return `npm:${name}${posixPath(file.slice(file.lastIndexOf(name.split('/').join(sep)) + name.length))}`
  }
  if (place === 'workspace') return posixPath(relative(folder, file)) || '.'
  const home = linked().find(([, at]) => file.startsWith(at + sep))
  return home && `npm:${home[0]}/${posixPath(relative(home[1], file))}`
}

/** What is made from results is never declared: results are taken. */
const madeProblem = (file: string, { who }: ReadingCode) =>
  generatedProblem(file, who === 'the run' ? 'run' : 'figures')

const shorten = (command: string): string => (command.length > 100 ? `${command.slice(0, 99)}…` : command)
