import { CITATION, Mask, REFERENCE, type Reading } from './reading'

/** References of pandoc-crossref and Quarto begin with the kind of what they refer to. */
const OWN = /^(?:fig|tbl|tab|sec|eq|lst|thm|lem)[:-]/

/** Takes Markdown apart: comments, code, targets of links, tags and templates are no prose; `[@key]` cites. */
export function readMarkdown(source: string): Reading {
  const mask = new Mask(source)
  mask.say(0, source.length)
  const hideAll = (pattern: RegExp): void => {
    for (const { index, 0: found } of mask.done().live.matchAll(pattern)) mask.hide(index, index + found.length)
  }
  hideAll(/^---\n[\s\S]*?\n(?:---|\.\.\.)(?=\n|$)/g)
  hideAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n {0,3}\1[`~]*[ \t]*(?=\n|$)|$(?![\s\S]))/gm)
  hideAll(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g)
  for (const { index, 0: found } of mask.done().live.matchAll(/<!--([\s\S]*?)-->/g))
    mask.comment(index, index + found.length, found.slice(4, -3))
  const { live } = mask.done()
  const silenceAll = (pattern: RegExp, as = ''): void => {
    for (const { index, 0: found } of live.matchAll(pattern)) mask.say(index, index + found.length, as)
  }
  silenceAll(/\{\{[^}]*\}\}/g, REFERENCE)
  silenceAll(/(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)/g)
  silenceAll(/(?<=[\])])\{(?!\{)[^}\n]*\}/g)
  silenceAll(/^ {0,3}\[[^\]\n]+\]:[^\n]*/gm)
  silenceAll(/<\/?[a-zA-Z][^>\n]*>/g)
  silenceAll(/[*$]/g)
  silenceAll(/\\pm\b/g, '±')
  silenceAll(/\\(?:times|cdot)\b/g, '×')
  silenceAll(/\\leq?\b/g, '≤')
  silenceAll(/\\geq?\b/g, '≥')
  silenceAll(/\\approx\b/g, '≈')
  for (const { index, 0: found, 1: sign } of live.matchAll(/\\([^\w\s])/g))
    mask.say(index, index + found.length, ` ${sign}`)
  for (const { index, 0: found, 1: key } of live.matchAll(
    /(?<![\p{L}\p{N}_])-?@([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*)/gu,
  ))
    mask.say(index, index + found.length, OWN.test(key!) ? REFERENCE : CITATION)
  silenceAll(/\[\d+(?:\s*[,–-]\s*\d+)*\]/g, CITATION)
  return mask.done()
}
