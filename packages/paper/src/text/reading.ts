/** The languages a paper can be written in, by the endings of their files. */
export type MarkupLanguage = 'typ' | 'tex' | 'md'

/** A text taken apart. All three texts have the length of the source, so a place in one is the place in all. */
export interface Reading {
  readonly source: string
  /** What a reader of the paper reads, blanks where everything else stands. A citation is {@link CITATION}, a reference {@link REFERENCE}. */
  readonly prose: string
  /** The source without comments and verbatim text: where calls can stand. */
  readonly live: string
  readonly comments: readonly Comment[]
}

export interface Comment {
  readonly start: number
  readonly end: number
  /** Without the signs that make it one. */
  readonly text: string
}

/** Stands in the prose where another work is cited. */
export const CITATION = '\u0001'
/** Stands in the prose where the text refers to a place of its own, or to something it does not say. */
export const REFERENCE = '\u0002'

/** Builds the texts of a {@link Reading} while a source is gone through. */
export class Mask {
  private readonly proseParts: string[]
  private readonly liveParts: string[]
  readonly comments: Comment[] = []

  constructor(readonly source: string) {
    this.proseParts = [...blanks(source)]
    this.liveParts = source.split('')
  }

  /** What stands there is prose, or `as` is, padded with blanks. */
  say(start: number, end: number, as = this.source.slice(start, end)): void {
    const padded = as.padEnd(end - start)
    for (let i = start; i < end; i++) if (this.source[i] !== '\n') this.proseParts[i] = padded[i - start]!
  }

  /** What stands there is read by nobody: a comment, verbatim text. */
  hide(start: number, end: number): void {
    for (let i = start; i < end; i++)
      if (this.source[i] !== '\n') {
        this.proseParts[i] = ' '
        this.liveParts[i] = ' '
      }
  }

  /** Takes prose away again; calls may still stand there. */
  silence(start: number, end: number): void {
    for (let i = start; i < end; i++) if (this.source[i] !== '\n') this.proseParts[i] = ' '
  }

  comment(start: number, end: number, text: string): void {
    this.comments.push({ start, end, text: text.trim() })
    this.hide(start, end)
  }

  done(): Reading {
    return {
      source: this.source,
      prose: this.proseParts.join(''),
      live: this.liveParts.join(''),
      comments: this.comments,
    }
  }
}

const blanks = (source: string): string => source.replace(/[^\n]/g, ' ')

/** Line and column, both from 1, of an offset; columns count characters. */
export function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 }
}
