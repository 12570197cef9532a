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
export const CITATION = 'bocas_citation'
export const REFERENCE = 'bocas_reference'

/** `fig:mnist/curves` and `tab:mnist/scores`, the address of a picture and the key of a reference. */
export const FLOAT = /^(fig|tab):(.+)$/

const ONE_CITED = /^@([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/=-]*)(?:\s*,\s*(.+))?$/su

/** Teaches Markdown `{{fact}}`, `[@work; @another, p. 3]` and `[@fig:mnist/curves]`. In code all of them are left as they are written. */
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
  md.inline.ruler.before('link', CITATION, (state, silent) => {
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
      mark(state.push(isReference ? REFERENCE : CITATION, '', 0), JSON.stringify(works), pos)
    }
    state.pos = end + 1
    return true
  })
}

function mark(token: Token, content: string, start: number): void {
  token.content = content
  token.meta = { start } satisfies MarkMeta
}

export const citedIn = (token: Token): Cited[] => JSON.parse(token.content) as Cited[]
