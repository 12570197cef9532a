import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Asking } from 'bocas/internal'

/** Taken before anyone watches what a run reads. */
const readText = readFileSync

/**
 * Tells who asks for a key that a config does not have: the code of the run in its bundle, or something else, such as a package that looks
 * for options, `console.log` or `JSON.stringify`. And whether the code of the run says what is to be when there is no such key. A getter is
 * not told; but V8 knows the place in the code to the letter, and there it stands.
 *
 * Asked only for keys that no config has: a run that is right never comes here.
 */
export function whoAsks(bundle: string): (key: string, below: (...args: never[]) => unknown) => Asking {
  let lines: string[] | undefined
  return (key, below) => {
    const site = callSite(below)
    const file = site?.getFileName()
    if (!site || !file || pathOf(file) !== bundle) return 'not the run'
    lines ??= readText(bundle, 'utf8').split('\n')
    const row = (site.getLineNumber() ?? 1) - 1
    const rest = [lines[row]!.slice((site.getColumnNumber() ?? 1) - 1), ...lines.slice(row + 1, row + 50)].join('\n')
    return hasDefault(rest, key) ? 'with a default' : 'plainly'
  }
}

/** The innermost call of all those that led to this function, as V8 has it: without source maps, which would take time and lead away. */
function callSite(below: (...args: never[]) => unknown): NodeJS.CallSite | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = 1
    Error.prepareStackTrace = (_, sites) => sites
    const holder: { stack?: NodeJS.CallSite[] } = {}
    Error.captureStackTrace(holder, below)
    return holder.stack?.[0]
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}

const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file)

/**
 * Whether code that reads a key gives a default for it: `config.key ?? 1`, `config.key || 1`, `config[key] ??= 1`, `{ key = 1 } = config`,
 * `{ key: name = 1 }`, `{ key: { inner } = {} }`.
 *
 * @param rest the code from where V8 says that the key is read: at the key itself after a dot or in brackets, at the name that takes the
 *   value in a pattern, at the beginning of the expression in an assignment such as `??=`.
 */
export function hasDefault(rest: string, key: string): boolean {
  const code = rest.replace(/^\?\./, '')
  const after = afterKey(code, key)
  if (after !== undefined) return /^\s*(\?\?|\|\|)/.test(after) || IS_SET.test(after)
  // A name or a place that takes the value in a pattern.
  const [target] = TARGET.exec(code) ?? []
  if (target !== undefined && IS_SET.test(code.slice(target.length))) return true
  // A computed key in a pattern: `k]: name = 1`.
  return /^[^\][\n]*\]\s*:\s*[\w$.]+\s*=(?![=>])/.test(code)
}

const IS_SET = /^\s*=(?![=>])/
/** `name`, `this.name`, `config.tactic.name` */
const TARGET = /^[\p{ID_Start}$_#][\p{ID_Continue}$.]*/u

/** The code after the key itself, or after the pattern that takes it apart; undefined where another name takes its value. */
function afterKey(code: string, key: string): string | undefined {
  if (code.startsWith('[') || code.startsWith('{')) return afterBrackets(code)
  if (code.startsWith(key) && !/^[\p{ID_Continue}$]/u.test(code.slice(key.length))) return code.slice(key.length)
  const [target] = TARGET.exec(code) ?? []
  if (target === undefined) return undefined
  const rest = code.slice(target.length)
  if (target.endsWith(`.${key}`)) return rest
  // `config.tactic['key'] ??= 1`
  return rest.startsWith('[') ? afterBrackets(rest) : undefined
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' }

/** The code after the bracket that closes the first one. Brackets in texts are passed over with the texts. */
function afterBrackets(code: string): string | undefined {
  const open: string[] = []
  for (let at = 0; at < code.length; at++) {
    const letter = code[at]!
    if (letter === '"' || letter === "'" || letter === '`') {
      at = endOfText(code, at)
    } else if (letter in CLOSING) {
      open.push(CLOSING[letter]!)
    } else if (letter === open.at(-1)) {
      open.pop()
      if (open.length === 0) return code.slice(at + 1)
    }
  }
  return undefined
}

function endOfText(code: string, start: number): number {
  let at = start + 1
  while (at < code.length && code[at] !== code[start]) at += code[at] === '\\' ? 2 : 1
  return at
}
