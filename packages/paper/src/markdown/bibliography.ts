import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stringLiteral } from '../typst/source-text'
import type { Typst } from '../typst/compiler'
import type { Cited } from './marks'

/** Citations and references in HTML; their links lead to each other. */
export interface Bibliography {
  /** One per group of works, in the order of the groups: `[1, p. 3]`. */
  readonly citations: readonly string[]
  /** The list of what is cited, with its heading; empty when nothing is. */
  readonly list: string
}

/** The bibliography files of a paper: all that lie beside its text. */
export const bibliographyFiles = (paperDir: string): string[] =>
  readdirSync(paperDir)
    .filter((file) => /\.(bib|ya?ml)$/.test(file))
    .sort()

/** The keys that can be cited. */
export function keysOf(paperDir: string): Set<string> {
  const keys = bibliographyFiles(paperDir).flatMap((file) => {
    const text = readFileSync(path.join(paperDir, file), 'utf8')
    const pattern = file.endsWith('.bib')
      ? /^\s*@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,{}]+)\s*,/gim
      : /^([^\s:#][^:\n]*):\s*$/gm
    return [...text.matchAll(pattern)].map(([, key]) => key!)
  })
  return new Set(keys)
}

/**
 * Sets citations and references as Typst does, in the style of the IEEE.
 *
 * @throws Error with what Typst says of a bibliography that it cannot read.
 */
export function setBibliography(typst: Typst, paperDir: string, groups: readonly (readonly Cited[])[]): Bibliography {
  if (groups.length === 0) return { citations: [], list: '' }
  const cite = ({ key, supplement }: Cited): string =>
    `#cite(label(${stringLiteral(key)})${supplement === '' ? '' : `, supplement: ${stringLiteral(supplement)}`})`
  const files = bibliographyFiles(paperDir).map((file) => `${stringLiteral(`/${file}`)},`)
  const source = [
    ...groups.map((works) => works.map(cite).join('')),
    `#bibliography((${files.join(' ')}), title: "References", style: "ieee")`,
  ].join('\n\n')
  const main = path.join(paperDir, 'build', 'bibliography.typ')
  typst.shadow(main, source)
  const { html, errors } = typst.html(main)
  if (html === undefined) throw new Error(errors.map(({ message }) => message).join('\n'))
  const list = /<section role="doc-bibliography">[^]*<\/section>/.exec(html)?.[0] ?? ''
  const citations = [...html.slice(0, html.indexOf(list)).matchAll(/<p>([^]*?)<\/p>/g)].map(([, inner]) =>
    inner!.trim(),
  )
  return { citations, list }
}
