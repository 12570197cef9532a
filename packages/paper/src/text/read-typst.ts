import { CITATION, Mask, REFERENCE, type Reading } from './reading'

/** Words after `#` that begin a statement, which goes on to the end of its line. */
const STATEMENTS = /^(?:let|set|show|import|include|if|for|while|return|context)\b/
/** A value that is given a name, and no function. */
const VALUE = /^let\s+[\p{L}_][\p{L}\p{N}_-]*\s*=/u
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_-]*/u
/** A label: `<curves>`. */
const LABEL = /^<[\p{L}\p{N}_][\p{L}\p{N}_.:-]*>/u
/** A reference or a citation: `@curves`. */
const REF = /^@[\p{L}\p{N}_](?:[\p{L}\p{N}_.:-]*[\p{L}\p{N}_])?/u
/** Words of formulas that are signs of numbers. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^plus\.minus\b/, '±'],
  [/^times\b/, '×'],
  [/^percent\b/, '%'],
  [/^(?:lt\.eq|<=)/, '≤'],
  [/^(?:gt\.eq|>=)/, '≥'],
  [/^approx\b/, '≈'],
]

/** A string of code that is printed, and no name of something: it says how much of what. */
const MEASURED = /\d\s*(?:%(?![0-9A-Fa-f]{2})|×|±|percent\b|(?:percentage )?points?\b)|\bp\s*[=<>]\s*\d/

/**
 * Takes Typst source apart by the rules by which Typst tells markup, code, formulas, comments and verbatim text.
 *
 * @param labels the labels of the whole paper: an `@name` that is none of them is a citation.
 */
export function readTypst(source: string, labels: ReadonlySet<string> = labelsIn(source)): Reading {
  const reader = new Reader(new Mask(source), labels)
  reader.markup(0, '')
  return reader.mask.done()
}

/** The labels that a text gives. */
export const labelsIn = (source: string): Set<string> =>
  new Set([...source.matchAll(/<([\p{L}\p{N}_][\p{L}\p{N}_.:-]*)>/gu)].map(([, name]) => name!))

/** Each method goes through one kind of text from `at` on, and returns where it ends. */
class Reader {
  /** In the value of a `#let`, whose strings have a name and are looked at with it. */
  private isNamed = false

  constructor(
    readonly mask: Mask,
    private readonly labels: ReadonlySet<string>,
  ) {}

  private get text(): string {
    return this.mask.source
  }

  /** Until the sign `close`, which belongs to whoever opened it; `''` is the end of the text. */
  markup(at: number, close: ']' | ''): number {
    while (at < this.text.length) {
      const char = this.text[at]!
      if (char === close) return at
      const skipped = this.aside(at)
      if (skipped > at) at = skipped
      else if (char === '\\') at = this.escape(at)
      else if (char === '$') at = this.formula(at + 1)
      else if (char === '#') at = this.hash(at + 1)
      else if (char === '<' && LABEL.test(this.text.slice(at))) at += LABEL.exec(this.text.slice(at))![0].length
      else if (char === '@' && REF.test(this.text.slice(at))) at = this.reference(at)
      else {
        this.mask.say(at, at + 1, char === '~' ? ' ' : char)
        at++
      }
    }
    return at
  }

  private escape(at: number): number {
    const code = /^\\u\{[0-9a-fA-F]*\}/.exec(this.text.slice(at, at + 12))
    if (code) return at + code[0].length
    this.mask.say(at + 1, at + 2)
    return at + 2
  }

  private reference(at: number): number {
    const [found] = REF.exec(this.text.slice(at))!
    this.mask.say(at, at + found.length, this.labels.has(found.slice(1)) ? REFERENCE : CITATION)
    const end = at + found.length
    return this.text[end] === '[' ? Math.min(this.markup(end + 1, ']') + 1, this.text.length) : end
  }

  /** Comments and verbatim text, wherever they stand. */
  private aside(at: number): number {
    const ahead = this.text.slice(at, at + 2)
    // The address of a page is no comment.
    if (ahead === '//' && this.text[at - 1] !== ':') {
      const end = endOf(this.text.indexOf('\n', at), this.text)
      this.mask.comment(at, end, this.text.slice(at + 2, end))
      return end
    }
    if (ahead === '/*') {
      const end = this.blockEnd(at)
      this.mask.comment(at, end, this.text.slice(at + 2, end).replace(/\*\/$/, ''))
      return end
    }
    if (ahead[0] !== '`') return at
    const [ticks] = /^`+/.exec(this.text.slice(at))!
    const end =
      ticks.length === 2 ? at + 2 : endOf(this.text.indexOf(ticks, at + ticks.length), this.text, ticks.length)
    this.mask.hide(at, end)
    return end
  }

  private blockEnd(at: number): number {
    let depth = 0
    for (let i = at; i < this.text.length; i++) {
      const two = this.text.slice(i, i + 2)
      if (two === '/*') depth++
      if (two === '*/') depth--
      if (two === '/*' || two === '*/') i++
      if (depth === 0) return i + 1
    }
    return this.text.length
  }

  /** After `#`: a statement, or an expression with the arguments that are right behind it. */
  private hash(at: number): number {
    const ahead = this.text.slice(at, at + 80)
    if (STATEMENTS.test(ahead)) {
      const before = this.isNamed
      this.isNamed = VALUE.test(ahead)
      const end = this.code(at, '\n')
      this.isNamed = before
      return end
    }
    this.mask.say(at - 1, at, REFERENCE)
    const name = IDENTIFIER.exec(ahead)
    at = name ? at + name[0].length : this.operand(at)
    for (;;) {
      const method = /^\.[\p{L}_][\p{L}\p{N}_-]*/u.exec(this.text.slice(at, at + 80))
      if (this.text[at] === '(' || this.text[at] === '[') at = this.operand(at)
      else if (method) at += method[0].length
      else return at
    }
  }

  /** Something in brackets, a string, or one character of code. */
  private operand(at: number): number {
    const char = this.text[at]
    if (char === '(') return this.code(at + 1, ')') + 1
    if (char === '{') return this.code(at + 1, '}') + 1
    if (char === '[') return this.markup(at + 1, ']') + 1
    if (char === '"') return this.string(at)
    if (char === '$') return this.formula(at + 1)
    return at + 1
  }

  private code(at: number, close: ')' | '}' | '\n'): number {
    while (at < this.text.length) {
      const char = this.text[at]!
      if (char === close || (close === '\n' && (char === ';' || char === ']'))) return at
      const skipped = this.aside(at)
      at = skipped > at ? skipped : this.operand(at)
    }
    return at
  }

  private string(at: number): number {
    let end = at + 1
    for (; end < this.text.length && this.text[end] !== '"'; end++) if (this.text[end] === '\\') end++
    const word = this.text.slice(at + 1, end)
    if (!this.isNamed && MEASURED.test(word) && !word.includes('://'))
      this.mask.say(at + 1, Math.min(end, this.text.length))
    return Math.min(end + 1, this.text.length)
  }

  private formula(at: number): number {
    while (at < this.text.length && this.text[at] !== '$') {
      const skipped = this.aside(at)
      const sign = /\w/.test(this.text[at - 1] ?? '')
        ? undefined
        : SIGNS.find(([word]) => word.test(this.text.slice(at)))
      if (skipped > at) at = skipped
      else if (this.text[at] === '\\') at += 2
      else if (this.text[at] === '#') at = this.hash(at + 1)
      else if (sign) {
        const [word] = sign[0].exec(this.text.slice(at))!
        this.mask.say(at, at + word.length, sign[1])
        at += word.length
      } else {
        if (!/["&]/.test(this.text[at]!)) this.mask.say(at, at + 1)
        at++
      }
    }
    return at + 1
  }
}

const endOf = (found: number, text: string, length = 0): number => (found < 0 ? text.length : found + length)
