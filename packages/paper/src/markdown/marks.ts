import type { MarkdownIt, Token } from './markdown-it'

/** What the rules below put into the tokens: where in the text of its block a mark begins. */
export interface MarkMeta {
  readonly start: number
}

/** One work in a citation, and what follows the comma: `[@knuth, p. 3]`. */
export interface Cited {
  readonly key: string
  readonly supplement: string
}

export const FACT = 'bocas_fact'
export const CITATION_TOKEN = 'bocas_citation'
export const REFERENCE_TOKEN = 'bocas_reference'
export const CLAIM = 'bocas_claim_open'
export const CLAIM_END = 'bocas_claim_close'

/** `fig:mnist/curves` and `tab:mnist/scores`, the address of a picture and the key of a reference. */
export const FLOAT = /^(fig|tab):(.+)$/

const ONE_CITED = /^@([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/=-]*)(?:\s*,\s*(.+))?$/su

/** Teaches Markdown `{{fact}}`, `[@work; @another, p. 3]`, `[@fig:mnist/curves]` and `[a sentence](claim:mnist.adam-wins)`. In code all of them are left as they are written. */
export function addMarks(md: MarkdownIt): void {
  md.inline.ruler.before('link', FACT, (state, silent) => {
    const { src, pos } = state
    if (!src.startsWith('{{', pos)) return false
    const end = src.indexOf('}}', pos + 2)
    const name = end < 0 ? '' : src.slice(pos + 2, end).trim()
    if (name === '' || /[{}]/.test(name)) return false
    if (!silent) mark(state.push(FACT, '', 0), name, pos)
    state.pos = end + 2
    return true
  })
  // Not a link of Markdown's: what it holds may cite, and link.
  md.inline.ruler.before('link', CLAIM, (state, silent) => {
    const { src, pos, posMax } = state
    if (src[pos] !== '[') return false
    const end = closingOf(src, pos, posMax)
    const [target, name] = /^\]\(claim:([^\s()<>]+)\)/.exec(src.slice(end, posMax)) ?? []
    if (target === undefined) return false
    if (!silent) {
      mark(state.push(CLAIM, 'span', 1), name!, pos)
      state.pos = pos + 1
      state.posMax = end
      state.md.inline.tokenize(state)
      state.posMax = posMax
      state.push(CLAIM_END, 'span', -1)
    }
    state.pos = end + target.length
    return true
  })
  md.inline.ruler.before('link', CITATION_TOKEN, (state, silent) => {
    const { src, pos } = state
    if (!src.startsWith('[@', pos)) return false
    const end = src.indexOf(']', pos)
    // `[@x](address)` is a link whose words begin with an at sign.
    if (end < 0 || src[end + 1] === '(') return false
    const parts = src.slice(pos + 1, end).split(';')
    const cited = parts.map((part) => ONE_CITED.exec(part.trim()))
    if (cited.includes(null)) return false
    if (!silent) {
      const works = cited.map((found): Cited => ({ key: found![1]!, supplement: found![2]?.trim() ?? '' }))
      const isReference = works.every(({ key }) => FLOAT.test(key))
      mark(state.push(isReference ? REFERENCE_TOKEN : CITATION_TOKEN, '', 0), JSON.stringify(works), pos)
    }
    state.pos = end + 1
    return true
  })
}

/** Where the bracket at `start` closes; brackets in code and escaped ones do not count. */
function closingOf(src: string, start: number, most: number): number {
  let depth = 0
  for (let at = start; at < most; at++) {
    const char = src[at]
    if (char === '\\') at++
    else if (char === '`') {
      const [ticks] = /^`+/.exec(src.slice(at))!
      const end = src.indexOf(ticks, at + ticks.length)
      at = (end < 0 || end >= most ? at : end) + ticks.length - 1
    } else if (char === '[') depth++
    else if (char === ']' && --depth === 0) return at
  }
  return most
}

function mark(token: Token, content: string, start: number): void {
  token.content = content
  token.meta = { start } satisfies MarkMeta
}

export const citedIn = (token: Token): Cited[] => JSON.parse(token.content) as Cited[]
