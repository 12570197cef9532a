import type { PaperPlace } from '../shared/problems'
import type { MarkMeta } from './marks'
import { loneFloat } from './floats'
import type { Token } from './markdown-it'

/** A mark or a picture, and where it stands. */
export interface Found {
  readonly token: Token
  readonly at: PaperPlace
  /** Whether it is all that its paragraph holds. */
  readonly alone: boolean
}

/** Every mark and picture of a text, in order, with places in the file; those in captions follow their picture. */
export function findMarks(tokens: readonly Token[], source: string, file: string): Found[] {
  const lines = source.split(/\r?\n/)
  let block: readonly [number, number] = [0, lines.length]
  return tokens.flatMap((token) => {
    if (token.map) block = token.map
    if (token.type !== 'inline') return []
    const children = token.children ?? []
    const lone = loneFloat(token)
    return marksIn(children, 0, token.content).map(({ mark, offset }): Found => {
      return { token: mark, at: placeIn(lines, block, token.content, offset, file), alone: mark === lone }
    })
  })
}

interface Mark {
  readonly mark: Token
  /** Into the text of the block. */
  readonly offset: number
}

function marksIn(children: readonly Token[], base: number, whole: string): Mark[] {
  let after = base
  return children.flatMap((child): Mark[] => {
    if (child.type !== 'image') {
      const meta = child.meta as MarkMeta | null
      return meta && typeof meta.start === 'number' ? [{ mark: child, offset: base + meta.start }] : []
    }
    // The parser does not say where a picture begins, but hands over the text of its caption.
    const found = whole.indexOf(`![${child.content}]`, after)
    const start = found < 0 ? after : found
    after = start + 2
    return [{ mark: child, offset: start }, ...marksIn(child.children ?? [], start + 2, whole)]
  })
}

/** The text of a block is its lines without what marks quotes and lists; each of them is found again in the file. */
function placeIn(
  lines: readonly string[],
  [first, end]: readonly [number, number],
  text: string,
  offset: number,
  file: string,
): PaperPlace {
  const before = text.slice(0, offset).split('\n')
  const column = before.at(-1)!.length
  const line = text.split('\n')[before.length - 1]!
  for (let at = first + before.length - 1; at < Math.min(end, lines.length); at++) {
    const indent = lines[at]!.indexOf(line)
    if (indent >= 0) return { file, line: at + 1, column: [...lines[at]!.slice(0, indent + column)].length + 1 }
  }
  return { file, line: first + before.length }
}
