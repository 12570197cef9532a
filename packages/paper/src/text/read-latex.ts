import { CITATION, Mask, REFERENCE, type Reading } from './reading'

/** Environments whose text is shown as it is, or not at all. */
const VERBATIM = /\\begin\{(verbatim\*?|lstlisting|minted|Verbatim|comment|filecontents\*?)\}[\s\S]*?\\end\{\1\}/g
const INLINE_VERBATIM = /\\(?:verb\*?|lstinline)([^\w\s*{])[^\n]*?\1/g
/** Commands whose arguments say nothing to a reader, and in whose place something else stands. */
const REFERENCES =
  /^(?:\w*ref|label|(?:bocas)?(?:fact|fig|tab|claim)|input|include|includegraphics|url|href|bibliography|path)$/
const CITATIONS = /^[a-zA-Z]*cite[a-zA-Z]*$/i
const SETTINGS =
  /^(?:v|h)space$|^(?:set|addto)\w+$|^(?:new|renew|provide)\w+$|^(?:use|documentclass|Require)\w*$|^(?:bibliographystyle|pagestyle|thispagestyle|rule|raisebox|resizebox|scalebox|color|fontsize|geometry|hypersetup|sisetup|graphicspath|DeclareMathOperator)$/
/** Environments with an argument that says how wide or how many their columns are. */
const WITH_WIDTH = /^(?:tabular[*xy]?|array|minipage|multicols|longtable|tabularx|subfigure|wrapfigure|adjustbox)$/
const SIGNS: Readonly<Record<string, string>> = {
  pm: '±',
  times: '×',
  cdot: '×',
  percent: '%',
  textpm: '±',
  texttimes: '×',
  le: '≤',
  leq: '≤',
  leqslant: '≤',
  ge: '≥',
  geq: '≥',
  approx: '≈',
  sim: '~',
  lt: '<',
  gt: '>',
}
/** Commands of a preamble whose argument is printed. */
const PRINTED = /\\(?:title|subtitle|abstract|keywords)\s*(?=\{)/g

/**
 * Takes LaTeX source apart, as far as that can be done without running TeX: comments, verbatim text, the preamble, and the arguments of
 * commands that are no text.
 */
export function readLatex(source: string): Reading {
  const mask = new Mask(source)
  mask.say(0, source.length)
  const verbatim = [...source.matchAll(VERBATIM), ...source.matchAll(INLINE_VERBATIM)]
  for (const found of verbatim) mask.hide(found.index, found.index + found[0].length)
  for (const { index, 0: found } of source.matchAll(/(?<!\\)(?:\\\\)*%[^\n]*/g)) {
    const start = index + found.indexOf('%')
    if (verbatim.some((block) => block.index <= start && start < block.index + block[0].length)) continue
    mask.comment(start, index + found.length, found.slice(found.indexOf('%') + 1))
  }
  const { live } = mask.done()
  const body = live.indexOf('\\begin{document}')
  if (body > 0) mask.silence(0, body)
  for (const { index, 0: found } of body > 0 ? live.slice(0, body).matchAll(PRINTED) : [])
    skip(live, index + found.length, '{', '}', (from, to) => mask.say(from, to))
  for (const { index, 0: found } of live.matchAll(
    /\d(?:[\d.]*)(?=\s*\\(?:textwidth|linewidth|columnwidth|baselineskip))/g,
  ))
    mask.silence(index, index + found.length)
  for (const { index, 0: found } of live.matchAll(/[{}~&$]|\\\\/g)) mask.silence(index, index + found.length)
  for (const { index, 0: found, 1: sign } of live.matchAll(/\\([%&#$_{}])/g))
    mask.say(index, index + found.length, ` ${sign}`)
  for (const { index, 0: found } of live.matchAll(/\\[,;:! ]/g)) mask.silence(index, index + found.length)
  for (const { index, 0: found, 1: name } of live.matchAll(/\\([a-zA-Z]+\*?)/g))
    command(mask, live, index, found, name!)
  return mask.done()
}

/** Silences a command, and of its arguments those that are no text. */
function command(mask: Mask, live: string, start: number, found: string, name: string): void {
  let end = start + found.length
  const sign = SIGNS[name]
  if (sign !== undefined) return mask.say(start, end, sign)
  mask.silence(start, end)
  const plain = name.replace('*', '')
  // Options in brackets are settings, whatever the command; of a citation they are notes.
  end = skip(live, end, '[', ']', (from, to) => mask.silence(from, to))
  const all = CITATIONS.test(plain) || REFERENCES.test(plain) || SETTINGS.test(plain)
  const silenceNext = (times: number): void => {
    for (let i = 0; i < times; i++) {
      end = skip(live, end, '{', '}', (from, to) => mask.silence(from, to))
      end = skip(live, end, '[', ']', (from, to) => mask.silence(from, to))
    }
  }
  if (plain === 'begin' || plain === 'end') {
    const environment = /^\s*\{([^}]*)\}/.exec(live.slice(end))?.[1] ?? ''
    silenceNext(WITH_WIDTH.test(environment) ? 2 : 1)
  } else if (plain === 'href') silenceNext(1)
  else if (/^(?:cmidrule|cline|multicolumn|multirow)$/.test(plain)) {
    end = skip(live, end, '(', ')', (from, to) => mask.silence(from, to))
    silenceNext(plain.startsWith('multi') ? 2 : 1)
  } else if (plain === 'SI' || plain === 'qty') {
    const unit = /^\s*\{[^}]*\}\s*\{([^}]*)\}/.exec(live.slice(end))
    if (unit && !/percent|%/.test(unit[1]!)) silenceNext(2)
  } else if (all) silenceNext(/^(?:newcommand|renewcommand|providecommand|setlength|addtolength)$/.test(plain) ? 3 : 1)
  if (CITATIONS.test(plain)) mask.say(start, start + 1, CITATION)
  else if (REFERENCES.test(plain)) mask.say(start, start + 1, REFERENCE)
}

/** Calls `with` with the place of the next bracket, if one follows directly, and returns where it ends. */
function skip(
  text: string,
  at: number,
  open: string,
  close: string,
  found: (from: number, to: number) => void,
): number {
  if (text[at] !== open) return at
  let depth = 0
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === open) depth++
    else if (text[i] === close && --depth === 0) {
      found(at, i + 1)
      return i + 1
    }
  }
  return at
}
