import { MATHS } from 'bocas/internal'

/** A piece of a text that is set in one size. */
export interface TextRun {
  /** What is set: the figures of a superscript are ordinary ones, set small. */
  readonly text: string
  readonly script: 'base' | 'super' | 'sub'
}

const SYMBOLS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ pm ± times × cdot · le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ propto ∝ sim ∼ in ∈ to → rightarrow → leftarrow ← ldots … dots … circ ° ll ≪ gg ≫ log log ln ln exp exp max max min min arg arg'
      .split(' ')
      .reduce<[string, string][]>(
        (pairs, word, at, all) => (at % 2 === 0 ? [...pairs, [word, all[at + 1]!]] : pairs),
        [],
      ),
  ),
  ',': '\u2009',
  ';': ' ',
  ' ': ' ',
  '%': '%',
  _: '_',
  '{': '{',
  '}': '}',
  $: '$',
}
/** Commands whose argument is set upright, as everything here is. */
const UPRIGHT = ['text', 'mathrm', 'mathit', 'mathbf', 'operatorname']

/** Whether a text has mathematics in it, in dollars. */
export const hasMaths = (text: string): boolean => text.search(MATHS) >= 0

/**
 * A text with mathematics in dollars as pieces: `$\alpha_{\text{max}}$`, `$10^{-3}$`. Greek letters, relations, superscripts and subscripts; a part of a script
 * has no scripts of its own.
 *
 * @throws Error that names a command that is not known.
 */
export function splitMaths(text: string): TextRun[] {
  const runs: TextRun[] = []
  let from = 0
  for (const found of text.matchAll(MATHS)) {
    if (found.index > from) runs.push({ text: text.slice(from, found.index), script: 'base' })
    runs.push(...readMaths(found[1]!))
    from = found.index + found[0].length
  }
  if (from < text.length) runs.push({ text: text.slice(from), script: 'base' })
  return runs
}

/** The same in one line of ordinary characters, for the CSV and for who listens: `α_max`, `10^−3`. */
export function plainMaths(text: string): string {
  if (!hasMaths(text)) return text
  return splitMaths(text)
    .map(({ text: part, script }) => (script === 'base' ? part : `${script === 'super' ? '^' : '_'}${part}`))
    .join('')
}

function readMaths(source: string): TextRun[] {
  const runs: { text: string; script: TextRun['script'] }[] = []
  const put = (text: string, script: TextRun['script']) => {
    const last = runs.at(-1)
    if (last?.script === script) last.text += text
    else runs.push({ text, script })
  }
  let rest = source
  while (rest !== '') {
    const script = rest.startsWith('^') ? 'super' : rest.startsWith('_') ? 'sub' : 'base'
    const [piece, left] = takePiece(script === 'base' ? rest : rest.slice(1), source)
    put(piece, script)
    rest = left
  }
  return runs
}

/** The next symbol, or what stands in braces, as it is set; and what is left. */
function takePiece(rest: string, source: string): [string, string] {
  const command = /^\\([a-zA-Z]+|.)/.exec(rest)
  if (command !== null) {
    const name = command[1]!
    // The space that ends a command is none of the text.
    const left = rest.slice(command[0].length).replace(/^ /, (space) => (/[a-zA-Z]/.test(name) ? '' : space))
    if (UPRIGHT.includes(name) && left.startsWith('{')) {
      const end = endOfBraces(left)
      if (end > 0) return [left.slice(1, end), left.slice(end + 1)]
    }
    const symbol = Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name] : undefined
    if (symbol === undefined)
      throw new Error(
        `the mathematics "$${source}$" has \\${name}, which labels do not know; they know Greek letters (\\alpha), relations (\\le), \\times, \\pm, \\cdot, \\sum, \\text{…}, ^ and _; write anything else as Unicode characters`,
      )
    return [spaced(symbol), left]
  }
  if (rest.startsWith('{')) {
    const end = endOfBraces(rest)
    if (end < 0) throw new Error(`the mathematics "$${source}$" has a brace that is not closed`)
    let [text, inner] = ['', rest.slice(1, end)]
    while (inner !== '') {
      const [piece, left] = takePiece(inner.replace(/^[\^_]/, ''), source)
      text += piece
      inner = left
    }
    return [text, rest.slice(end + 1)]
  }
  const [first = ''] = rest
  // Spaces of the source are none of the text, as everywhere in mathematics.
  const set = first === ' ' ? '' : spaced(first === '-' ? '−' : first)
  return [set, rest.slice(first.length)]
}

/** Relations have room on both sides. */
const spaced = (symbol: string): string => ('=<>≤≥≠≈∝∼∈→←≪≫±×'.includes(symbol) ? `\u2009${symbol}\u2009` : symbol)

function endOfBraces(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}
