import path from 'node:path'
import { posixRelative } from 'bocas/internal/made'

/** A position as Typst reports it: line and character from 0, characters being code points. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/** How the Typst file `from` names the file `to` (both absolute). */
export function typstPath(from: string, to: string): string {
  return posixRelative(path.dirname(from), to)
}

/** What Typst takes for the end of a line. */
const LINE_END = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g

/** A string of Typst code whose value is `text`. */
export function stringLiteral(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`
  })
  return `"${escaped}"`
}

/** The text of a string literal as Typst's `repr` writes it. */
export function parseLiteral(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u\{([0-9a-f]+)\}|(.))/gsu, (_, code: string | undefined, character: string) => {
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16))
      return { n: '\n', r: '\r', t: '\t' }[character] ?? character
    })
}

/**
 * The source with the first string literal `"name"` inside `range` replaced by `"standIn"`.
 *
 * @returns undefined when the range holds no such literal: the name was computed, or is written with escapes.
 */
export function replaceLiteral(source: string, range: Range, name: string, standIn: string): string | undefined {
  const start = offsetOf(source, range.start)
  const end = offsetOf(source, range.end)
  const found = source.indexOf(`"${name}"`, start)
  if (name === '' || /["\\]/.test(name) || found < 0 || found + name.length + 2 > end) return undefined
  return `${source.slice(0, found)}"${standIn}"${source.slice(found + name.length + 2)}`
}

/** The offset into a JavaScript string (UTF-16 units) of a position. */
export function offsetOf(source: string, position: Position): number {
  let lineStart = 0
  let line = 0
  for (const end of source.matchAll(LINE_END)) {
    if (line === position.line) break
    line++
    lineStart = end.index + end[0].length
  }
  const characters = [...source.slice(lineStart)].slice(0, position.character)
  return lineStart + characters.join('').length
}
