import { shownPath } from '../shared/paper-paths'
import type { PaperProblem, PaperPlace } from '../shared/problems'
import { parseLiteral, type Range } from './source-text'

/** One entry of what the compiler's `fetchDiagnostics` gives: a message, or a frame of the trace of the message before it. */
export interface RawDiagnostic {
  readonly message: string
  /** Absolute path; empty when Typst knows no place. */
  readonly path: string
  /** A Typst package's name, when the place lies in one. */
  readonly package: string
  readonly range: Range | null
  /** 1 error, 2 warning, 4 frame of a trace. */
  readonly severity: number
}

/** A place that Typst speaks of. */
export interface Frame {
  readonly message: string
  readonly path: string
  readonly range: Range | null
}

/** An error or a warning, with the calls that led to it, innermost first. */
export interface Diagnostic extends Frame {
  readonly severity: 'error' | 'warning'
  readonly hints: readonly string[]
  readonly trace: readonly Frame[]
}

const WARNING = 2
const FRAME = 4
const HINTS = ', hints: '
const PANIC = /^panicked with: (".*")$/su

/** Joins each message with its trace, takes Typst's hints out of it, and what `panic` said out of its wrapping. */
export function gatherDiagnostics(raw: readonly RawDiagnostic[]): Diagnostic[] {
  const gathered: (Diagnostic & { trace: Frame[] })[] = []
  for (const entry of raw) {
    const frame = { message: entry.message, path: entry.path, range: entry.range }
    if (entry.severity === FRAME) gathered.at(-1)?.trace.push(frame)
    else {
      const [summary = '', ...hints] = entry.message.split(HINTS)
      const panicked = PANIC.exec(summary)?.[1]
      const message = panicked === undefined ? summary : parseLiteral(panicked)
      const severity = entry.severity === WARNING ? 'warning' : 'error'
      gathered.push({ ...frame, message, hints, severity, trace: [] })
    }
  }
  return gathered
}

/** Says a diagnostic for people. Of its places the first that the author wrote is shown; places in `generated` files are not. */
export function toProblem(diagnostic: Diagnostic, paperDir: string, generated: ReadonlySet<string>): PaperProblem {
  const known = [diagnostic, ...diagnostic.trace].filter((frame) => frame.path !== '')
  const own = known.find((frame) => !generated.has(frame.path)) ?? known[0]
  const network = /^failed to download package/.test(diagnostic.message)
    ? [
        'Typst packages (@preview/…) come over the network: keep a copy of what you need in the paper folder and import that',
      ]
    : []
  return {
    ...(OURS.test(diagnostic.message) && { code: 'missing-import-in-text' }),
    message: diagnostic.message,
    at: own && placeOf(own, paperDir),
    hints: [...diagnostic.hints.map((hint) => `hint: ${hint}`), ...network, ...missingImport(diagnostic.message)],
  }
}

/** The functions that `build/bocas.typ` has. */
const OURS = /^unknown variable: (fact|fig|tab|claim|sources)$/

function missingImport(message: string): string[] {
  const name = OURS.exec(message)?.[1]
  return name === undefined ? [] : [`begin the file with: #import "build/bocas.typ": ${name}`]
}

/** A frame's place for people: the file under the name of the paper's folder, line and column from 1. */
export function placeOf(frame: Frame, paperDir: string): PaperPlace {
  const file = shownPath(frame.path, paperDir)
  return frame.range ? { file, line: frame.range.start.line + 1, column: frame.range.start.character + 1 } : { file }
}
