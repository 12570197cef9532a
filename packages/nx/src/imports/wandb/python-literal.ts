/**
 * Reads a value as Python prints it: `{'lr': 0.1, 'layers': [8, 8], 'name': None}`. Lists, tuples, dictionaries, texts, numbers, True, False, None, nan and inf; nothing
 * is evaluated.
 *
 * @returns undefined for all else.
 */
export function readPythonLiteral(text: string): { readonly value: unknown } | undefined {
  const reader = new LiteralReader(text)
  try {
    const value = reader.value(0)
    return reader.isAtEnd() ? { value } : undefined
  } catch (error) {
    if (error instanceof NoLiteral) return undefined
    throw error
  }
}

class NoLiteral extends Error {}

const WORDS = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['nan', 'NaN'],
  ['inf', 'Infinity'],
  ['-inf', '-Infinity'],
])
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' }
const DEEPEST = 100

class LiteralReader {
  private at = 0

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.space()
    return this.at === this.text.length
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new NoLiteral()
    this.space()
    const first = this.text[this.at]
    if (first === '{') return Object.fromEntries(this.items('}', () => this.pair(depth)))
    if (first === '[') return this.items(']', () => this.value(depth + 1))
    if (first === '(') return this.items(')', () => this.value(depth + 1))
    if (first === "'" || first === '"') return this.quoted(first)
    const word = /[^\s,\]})(:]+/y
    word.lastIndex = this.at
    const found = word.exec(this.text)?.[0] ?? ''
    this.at += found.length
    if (WORDS.has(found)) return WORDS.get(found)
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(found)) return Number(found)
    throw new NoLiteral()
  }

  private pair(depth: number): [string, unknown] {
    const key = this.value(depth + 1)
    this.take(':')
    return [String(key), this.value(depth + 1)]
  }

  private items<T>(end: string, item: () => T): T[] {
    this.at++
    const found: T[] = []
    for (;;) {
      this.space()
      if (this.text[this.at] === end) break
      found.push(item())
      this.space()
      if (this.text[this.at] !== end) this.take(',')
    }
    this.at++
    return found
  }

  private quoted(mark: string): string {
    let text = ''
    for (this.at++; this.text[this.at] !== mark; this.at++) {
      if (this.at >= this.text.length) throw new NoLiteral()
      if (this.text[this.at] !== '\\') text += this.text[this.at]
      else text += this.escaped()
    }
    this.at++
    return text
  }

  private escaped(): string {
    const letter = this.text[++this.at] ?? ''
    const code = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(this.text.slice(this.at, this.at + 5))
    if (code === null) return ESCAPES[letter] ?? `\\${letter}`
    this.at += code[0].length - 1
    return String.fromCharCode(parseInt(code[1] ?? code[2]!, 16))
  }

  private take(sign: string): void {
    this.space()
    if (this.text[this.at] !== sign) throw new NoLiteral()
    this.at++
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }
}
