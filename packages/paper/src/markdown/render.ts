import { escapeHtml, type Language, wordsIn } from 'bocas/internal/made'
import { readFileSync } from 'node:fs'
import type { Inventory, NamedKind } from '../inventory/inventory'
import { gapWords } from '../shared/holes'
import { floatOf, floatKindOf, loneFloat, numberFloats, wordOf } from './floats'
import { CITATION_TOKEN, citedIn, CLAIM, CLAIM_END, FACT, REFERENCE_TOKEN } from './marks'
import { openMarkdown, sourceOf, type MarkdownIt, type Token } from './markdown-it'
import { dataUri, pictureFile } from './pictures'
import { baseName } from '../inventory/uses'

/** What there is to put in. */
export interface Contents {
  readonly inventory: Inventory
  readonly paperDir: string
  /** That of our own words; English unless given. */
  readonly language?: Language | undefined
  /** Where facts link to, by name without form. */
  readonly addresses: ReadonlyMap<string, string>
  /** Citations in HTML. */
  readonly citations: ReadonlyMap<Token, string>
  /** The list of what is cited, in HTML. */
  readonly references: string
}

/** The text in HTML, with everything put in. */
export function render(
  md: MarkdownIt,
  tokens: readonly Token[],
  { inventory, paperDir, addresses, language, citations, references }: Contents,
): string {
  const numbers = numberFloats(tokens)
  const { paper, and } = wordsIn(language).results
  const gaps = gapWords(language)
  const gap = (kind: NamedKind, name: string): string =>
    `<span class="gap">${escapeHtml(gaps[kind])} ${escapeHtml(name)}</span>`
  const rules = md.renderer.rules
  rules[FACT] = (all, index) => {
    const name = all[index]!.content
    const text = inventory.fact.get(name)
    if (text === undefined) return gap('fact', name)
    const address = isInLink(all, index) ? undefined : addresses.get(baseName('fact', name))
    return address === undefined ? escapeHtml(text) : `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`
  }
  const isWrong = (name: string): boolean => inventory.claim.get(name) !== ''
  rules[CLAIM] = (all, index) => {
    const name = all[index]!.content
    const unknown = inventory.claim.has(name) ? '' : gap('claim', name)
    return `${unknown}<span class="claim${isWrong(name) ? ' wrong' : ''}">`
  }
  // Only a draft has any that is wrong.
  rules[CLAIM_END] = (all, index) => {
    const name = openingOf(all, index).content
    return isWrong(name) && inventory.claim.has(name) ? `<sup>${escapeHtml(paper.brokenClaim)}</sup></span>` : '</span>'
  }
  rules[CITATION_TOKEN] = (all, index) => citations.get(all[index]!) ?? ''
  rules[REFERENCE_TOKEN] = (all, index) =>
    citedIn(all[index]!)
      .map(({ key }) => `<a href="#${escapeHtml(key)}">${escapeHtml(wordOf(key, language))} ${numbers.get(key)}</a>`)
      .reduce((all, one) => and(all, one))
  rules.image = (all, index, options, env) => {
    const token = all[index]!
    const source = sourceOf(token)
    const float = floatOf(source)
    const alt = escapeHtml(md.renderer.renderInlineAsText(token.children ?? [], options, env))
    if (!float)
      return `<img src="${source.startsWith('data:') ? source : dataUri(pictureFile(source, paperDir)!)}" alt="${alt}">`
    const { kind, name } = float
    const file = inventory[kind].get(name)
    if (file === undefined) return gap(kind, name)
    return kind === 'figure'
      ? `<img src="${dataUri(file)}" alt="${alt}">`
      : openMarkdown().render(readFileSync(file, 'utf8')).trim()
  }
  const floated = wrapFloats(tokens, (image, shown) => {
    const key = sourceOf(image)
    const words = md.renderer.renderInline(image.children ?? [], md.options, {})
    const caption = `<figcaption><strong>${escapeHtml(wordOf(key, language))} ${numbers.get(key)}.</strong> ${words}</figcaption>`
    const parts = floatKindOf(key) === 'table' ? [caption, shown] : [shown, caption]
    return `<figure id="${escapeHtml(key)}">\n${parts.join('\n')}\n</figure>\n`
  })
  return `${floated}${references}\n`

  /** Paragraphs that hold a float only become that float. */
  function wrapFloats(all: readonly Token[], figure: (image: Token, shown: string) => string): string {
    let html = ''
    let plain: Token[] = []
    const flush = (): void => {
      html += md.renderer.render(plain, md.options, {})
      plain = []
    }
    for (let at = 0; at < all.length; at++) {
      const image = all[at]!.type === 'paragraph_open' ? loneFloat(all[at + 1]) : undefined
      if (image === undefined) plain.push(all[at]!)
      else {
        flush()
        html += figure(image, md.renderer.renderInline([image], md.options, {}))
        at += 2
      }
    }
    flush()
    return html
  }
}

/** The token that begins what the one at `index` ends. */
const openingOf = (all: readonly Token[], index: number): Token =>
  all.slice(0, index).findLast(({ type, level }) => type === CLAIM && level === all[index]!.level)!

/** Links hold no links. */
const isInLink = (all: readonly Token[], index: number): boolean =>
  all
    .slice(0, index)
    .reduce((depth, { type }) => depth + (type === 'link_open' ? 1 : type === 'link_close' ? -1 : 0), 0) > 0
