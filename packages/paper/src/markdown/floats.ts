import { type Language, wordsIn } from 'bocas/internal/made'
import { FLOAT } from './marks'
import { sourceOf, type Token } from './markdown-it'

/** The float that is all a paragraph holds. */
export function loneFloat(inline: Token | undefined): Token | undefined {
  const rest = (inline?.children ?? []).filter(
    ({ type, content }) => type !== 'softbreak' && !(type === 'text' && content.trim() === ''),
  )
  const [only] = rest
  return rest.length === 1 && only!.type === 'image' && floatOf(sourceOf(only!)) ? only : undefined
}

/** What an address like `fig:mnist/curves` means. */
export function floatOf(source: string): { readonly kind: 'figure' | 'table'; readonly name: string } | undefined {
  const name = FLOAT.exec(source)?.[2]
  return name === undefined ? undefined : { kind: floatKindOf(source), name: decodeURI(name) }
}

/** What the text calls it. */
export const wordOf = (key: string, language?: Language): string =>
  wordsIn(language).results.paper.floats[floatKindOf(key)]

/** Of the address of a float. */
export const floatKindOf = (key: string): 'figure' | 'table' => (key.startsWith('fig:') ? 'figure' : 'table')

/** Figures and tables are counted apart, in the order in which they stand. */
export function numberFloats(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const count = { figure: 0, table: 0 }
  for (const token of tokens) {
    const lone = token.type === 'inline' ? loneFloat(token) : undefined
    const key = lone && sourceOf(lone)
    if (key && !numbers.has(key)) numbers.set(key, ++count[floatKindOf(key)])
  }
  return numbers
}
