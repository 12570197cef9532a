import { append, LOWERED, ON_THE_LINE, RAISED } from 'bocas/internal'
import { ACCENTS, ALPHABETS, OPERATORS, spaced, SYMBOLS } from './maths-symbols'

/** A piece of a text that is set in one size. */
export interface TextRun {
  /** What is set: the figures of a superscript are ordinary ones, set small. */
  readonly text: string
  readonly script: 'base' | 'super' | 'sub'
}

type Script = TextRun['script']

/** What is left of a source, taken piece by piece. */
interface Reading {
  rest: string
  readonly source: string
}

/** What stands between two dollars, in pieces. @throws Error that names what cannot be set. */
export function readMaths(source: string): TextRun[] {
  const reading = { rest: source, source }
  const runs: TextRun[] = []
  while (reading.rest !== '') append(runs, takeScripted(reading))
  return joined(runs)
}

/** Neighbours of one size are one piece. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const all: { text: string; script: Script }[] = []
  for (const { text, script } of runs) {
    const last = all.at(-1)
    if (last?.script === script) last.text += text
    else if (text !== '') all.push({ text, script })
  }
  return all
}

/** The next piece, small where a sign puts it higher or lower. */
function takeScripted(reading: Reading): TextRun[] {
  const sign = /^[\^_]/.exec(reading.rest)?.[0]
  if (sign === undefined) return takePiece(reading)
  reading.rest = reading.rest.slice(1)
  const script = sign === '^' ? 'super' : 'sub'
  const set = takeArgument(reading, sign).map(({ text, script: inner }): TextRun => ({
    text: inner === 'base' ? text : smaller(text, inner, reading.source),
    script,
  }))
  if (reading.rest.startsWith(sign)) throw unset(reading.source, `${sign} twice at one place: write braces`)
  return set
}

/** What a sign or a command takes, which is something. */
function takeArgument(reading: Reading, of: string): TextRun[] {
  const runs = joined(takePiece(reading))
  if (runs.length === 0) throw unset(reading.source, `${of} without what it is of`)
  return runs
}

const FIGURES = { super: RAISED, sub: LOWERED } as const

/** A script in a script: Unicode has figures for it. */
function smaller(text: string, script: 'super' | 'sub', source: string): string {
  return [...text]
    .map((character) => {
      const at = ON_THE_LINE.indexOf(character)
      if (at < 0) throw unset(source, `"${text}" as a script of a script, where labels have room for figures alone`)
      return FIGURES[script][at]!
    })
    .join('')
}

/** The next symbol, or what stands in braces, as it is set. */
function takePiece(reading: Reading): TextRun[] {
  const { rest, source } = reading
  const command = /^\\([a-zA-Z]+|.)/.exec(rest)
  if (command !== null) {
    const name = command[1]!
    // The space that ends a command is none of the text.
    reading.rest = rest.slice(command[0].length).replace(/^ /, (space) => (/[a-zA-Z]/.test(name) ? '' : space))
    return commanded(name, reading)
  }
  if (rest.startsWith('{')) return takeGroup(reading)
  if (rest.startsWith('}')) throw unset(source, 'a brace that closes none')
  const [first = ''] = rest
  reading.rest = rest.slice(first.length)
  // Spaces of the source are none of the text, as everywhere in mathematics.
  if (first === ' ') return []
  return base(spaced({ '-': '−', "'": '′' }[first] ?? first))
}

const base = (text: string): TextRun[] => [{ text, script: 'base' }]

/** Commands whose argument is set upright and with its spaces, as everything here is. */
const UPRIGHT = ['text', 'mathrm', 'mathit', 'mathbf', 'operatorname']

/** Words, in which the characters of TeX are escaped as in all its text. */
function takeWords(name: string, reading: Reading): TextRun[] {
  const words = takeBraces(reading)
  const plain = words.replace(/\\([%_{}$&#])/g, '$1')
  if (words.replace(/\\[%_{}$&#]/g, '').includes('\\')) throw unset(reading.source, `a command within \\${name}`)
  return base(plain)
}

function commanded(name: string, reading: Reading): TextRun[] {
  const { source } = reading
  if (UPRIGHT.includes(name) && reading.rest.startsWith('{')) return takeWords(name, reading)
  // The size of brackets is one.
  if (name === 'left' || name === 'right') {
    if (reading.rest.startsWith('.')) reading.rest = reading.rest.slice(1)
    return []
  }
  if (Object.hasOwn(ACCENTS, name)) {
    const under = textOf(takeArgument(reading, `\\${name}`))
    if ([...under].length !== 1) throw unset(source, `\\${name} over "${under}", and labels set it over one letter`)
    return base((under + ACCENTS[name]!).normalize('NFC'))
  }
  if (Object.hasOwn(ALPHABETS, name)) {
    const letters = textOf(takeArgument(reading, `\\${name}`))
    const found = [...letters].map((letter) => ALPHABETS[name]!(letter))
    if (found.includes(undefined)) throw unset(source, `\\${name}{${letters}}: it takes capitals`)
    return base(found.join(''))
  }
  if (name === 'frac' || name === 'tfrac' || name === 'dfrac')
    return [
      ...bracketed(takeArgument(reading, `\\${name}`)),
      ...base('/'),
      ...bracketed(takeArgument(reading, `\\${name}`)),
    ]
  if (name === 'sqrt') {
    if (reading.rest.startsWith('[')) throw unset(source, 'a root with a number, where labels know square roots')
    return [...base('√'), ...bracketed(takeArgument(reading, '\\sqrt'))]
  }
  const symbol = Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name] : undefined
  if (symbol === undefined)
    throw unset(
      source,
      `\\${name}, which labels do not know; they know Greek letters (\\alpha), relations (\\le), \\times, \\pm, \\cdot, \\sum, \\frac, \\sqrt, \\hat, \\bar, \\mathcal, \\mathbb, \\text{…}, ^ and _; write anything else as Unicode characters`,
    )
  return base(OPERATORS.includes(name) && /^[\p{L}\p{N}\\]/u.test(reading.rest) ? `${symbol}\u2009` : spaced(symbol))
}

const unset = (source: string, what: string): Error => new Error(`the mathematics "$${source}$" has ${what}`)

const textOf = (runs: readonly TextRun[]): string => runs.map(({ text }) => text).join('')

/** In brackets, where it could be read otherwise in one line. */
const bracketed = (runs: readonly TextRun[]): readonly TextRun[] =>
  /^[\p{L}\p{M}\p{N}.∂∇]*$/u.test(textOf(runs)) ? runs : [...base('('), ...runs, ...base(')')]

/** What stands in braces, piece by piece. */
function takeGroup(reading: Reading): TextRun[] {
  const inner = { rest: takeBraces(reading), source: reading.source }
  // The comma of 10{,}000 has no room around it.
  if (inner.rest === ',') return base(',')
  const runs: TextRun[] = []
  while (inner.rest !== '') append(runs, takeScripted(inner))
  return joined(runs)
}

/** What stands in braces, as it is written. */
function takeBraces(reading: Reading): string {
  const { rest, source } = reading
  let depth = 0
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '\\') at++
    else if (rest[at] === '{') depth++
    else if (rest[at] === '}' && --depth === 0) {
      reading.rest = rest.slice(at + 1)
      return rest.slice(1, at)
    }
  }
  throw unset(source, 'a brace that is not closed')
}
