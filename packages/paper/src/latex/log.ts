import type { NamedKind } from '../inventory/inventory'
import type { Use } from '../inventory/uses'
import type { PaperProblem } from '../shared/problems'
import type { Source } from './places'

/** Something that TeX says, with the place that it knows. */
export interface LogEntry {
  readonly message: string
  /** As TeX was given it, relative to the paper's folder; `undefined` where only the line is known. */
  readonly file?: string
  readonly line?: number | undefined
  readonly column?: number
  /** What the message is about, when it is a name of ours or a label of the author's. */
  readonly about?: Use | { readonly kind: 'reference' | 'citation'; readonly name: string }
}

/** What a log of TeX holds. */
export interface TexLog {
  readonly uses: readonly Use[]
  readonly errors: readonly LogEntry[]
  /** References and citations of nothing: `??` in print. */
  readonly missing: readonly LogEntry[]
  readonly warnings: readonly LogEntry[]
  readonly pages: number
  readonly draftPages: number
}

const USE = /^bocas: use (fact|figure|table|claim) (.*)$/
const GAP = /^bocas: unknown (fact|figure|table|claim) (.*)$/
const ERROR = /^(?:\.\/)?([^:\s][^:]*):(\d+): (.*)$/
const UNKNOWN = /^Package bocas Error: unknown (fact|figure|table|claim) "(.*)"\.?$/
const UNDEFINED =
  /^(?:LaTeX|Package \w+) Warning: (Reference|Citation) [`'](.+?)'.*? undefined(?: on input line (\d+))?/
const WARNED =
  /^(?:LaTeX Warning: (Label `.*' multiply defined)|(Missing character: There is no .*)|Package bocas Warning: (.*))$/

/** Reads a log whose lines are not broken (`max_print_line`), of TeX called with `-file-line-error`. */
export function readTexLog(log: string, draftPage: string): TexLog {
  const lines = log.split(/\r?\n/)
  const uses: Use[] = []
  const errors: LogEntry[] = []
  const missing: LogEntry[] = []
  const warnings: LogEntry[] = []
  let draftPages = 0
  for (const [index, line] of lines.entries()) {
    const [, kind, name] = USE.exec(line) ?? []
    const [, gapKind, gapName] = GAP.exec(line) ?? []
    const [, undefinedKind, label, at] = UNDEFINED.exec(line) ?? []
    const error = ERROR.exec(line)
    const warned = WARNED.exec(line)
    if (kind !== undefined) uses.push({ kind: kind as NamedKind, name: name! })
    else if (gapKind !== undefined) {
      warnings.push({
        message: `unknown ${gapKind} "${gapName}"`,
        about: { kind: gapKind as NamedKind, name: gapName! },
      })
    } else if (undefinedKind !== undefined) {
      const missingKind = undefinedKind === 'Reference' ? 'reference' : 'citation'
      const message = `the ${missingKind} "${label}" is of nothing`
      missing.push({
        message,
        line: at === undefined ? undefined : Number(at),
        about: { kind: missingKind, name: label! },
      })
    } else if (error) errors.push(errorAt(error, lines.slice(index + 1, index + 12)))
    else if (line.startsWith('! ')) errors.push({ message: line.slice(2) })
    else if (warned) warnings.push({ message: (warned[1] ?? warned[2] ?? warned[3])! })
    else if (line.includes(draftPage)) draftPages += line.split(draftPage).length - 1
  }
  const pages = Number(/^Output written on .* \((\d+) pages?/m.exec(log)?.[1] ?? 0)
  return {
    uses,
    errors: withoutEcho(errors),
    missing: distinct(missing),
    warnings: distinct(warnings),
    pages,
    draftPages,
  }
}

/** An error, and from the lines after it the column: TeX shows what it has read of the line and breaks it there. */
function errorAt([, file, line, text]: RegExpExecArray, after: readonly string[]): LogEntry {
  const unknown = UNKNOWN.exec(text!)
  const place = { file: file!, line: Number(line) }
  if (unknown) {
    const about = { kind: unknown[1] as NamedKind, name: unknown[2]! }
    return { message: `unknown ${about.kind} "${about.name}"`, ...place, about }
  }
  const shown = after.find((text) => text.startsWith(`l.${line} `))?.slice(`l.${line} `.length)
  const token = shown === undefined ? undefined : /\\(?:[A-Za-z@]+|.)\s?$/.exec(shown)?.[0].trimEnd()
  const message = text === 'Undefined control sequence.' && token !== undefined ? `unknown command ${token}` : text!
  // A line that is cut on the left begins with dots.
  if (shown === undefined || shown.startsWith('...')) return { message, ...place }
  return { message, ...place, column: Math.max(1, shown.trimEnd().length - (token?.length ?? 1) + 1) }
}

/** After a fatal error TeX says once more that there was one. */
const withoutEcho = (errors: readonly LogEntry[]): LogEntry[] => {
  const told = errors.filter(({ message }) => !/^ ?==> Fatal error occurred|^Emergency stop/.test(message))
  return distinct(told.length > 0 ? told : [...errors])
}

function distinct(all: readonly LogEntry[]): LogEntry[] {
  const seen = new Set<string>()
  return all.filter((entry) => {
    const key = JSON.stringify([entry.message, entry.file, entry.line, entry.column])
    return seen.has(key) ? false : (seen.add(key), true)
  })
}

/** What BibTeX (or Biber) has found wrong with the bibliography. An entry that is cited and not there is left to TeX, which says so as well. */
export function bibliographyProblems(log: string, sources: readonly Source[]): PaperProblem[] {
  const problems: PaperProblem[] = []
  for (const [, file] of log.matchAll(/^I couldn't open (?:database|style) file (.*)$/gm)) {
    problems.push({ message: `there is no bibliography file ${file}`, hints: ["it must lie in the paper's folder"] })
  }
  for (const [, message, line, file] of log.matchAll(/^(.*)---line (\d+) of file (.*)$/gm)) {
    if (/^Warning--/.test(message!)) continue
    problems.push({ message: message!.trim(), at: { file: shownBeside(file!, sources), line: Number(line) } })
  }
  for (const [, message] of log.matchAll(/^(?:\[\d+\].*> )?ERROR - (.*)$/gm)) problems.push({ message: message! })
  return problems
}

/** BibTeX names files as the text does, relative to the paper's folder. */
function shownBeside(file: string, sources: readonly Source[]): string {
  const folder = sources[0]?.shown.split('/')[0]
  return folder === undefined ? file : `${folder}/${file.replace(/^\.\//, '')}`
}
