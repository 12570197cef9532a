/** A piece of a sentence: words, or what the text quotes by name. */
export type Piece = string | { readonly fact: string } | { readonly cite: string } | { readonly see: Float }

export interface Float {
  readonly kind: 'figure' | 'table'
  /** By which the text names it: `two-moons/learning`. */
  readonly name: string
  readonly caption: readonly Piece[]
}

export interface Section {
  readonly heading: string
  readonly body: readonly (readonly Piece[] | Float)[]
}

/** A paper before it is written down in one of the languages. */
export interface PaperContent {
  readonly title: string
  readonly author: string
  readonly abstract: readonly Piece[]
  readonly sections: readonly Section[]
}

export const PAPER_LANGUAGES = ['typst', 'latex', 'markdown'] as const
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number]

/** The file that a paper in each language is written in. */
export const MAIN_OF: Readonly<Record<PaperLanguage, string>> = {
  typst: 'main.typ',
  latex: 'main.tex',
  markdown: 'main.md',
}

export const isFloat = (part: readonly Piece[] | Float): part is Float => 'kind' in part

/** The label of a figure or table within the text, where the language has labels: `two-moons-learning`. */
export const referenceLabel = ({ name }: Float): string => name.replaceAll(/[^A-Za-z0-9]+/g, '-')

/** Words as a language writes them: as they are where they mean the same in each, escaped otherwise. */
export const escapeUnlessPlain = (text: string, escape: (text: string) => string): string =>
  PLAIN.test(text) ? text : escape(text)

/** Words that begin with a letter, and the punctuation of sentences: nothing that a language takes for its own, at the beginning of a line either. */
const PLAIN = /^[.,]?(?:(?:^| )\p{L}[\p{L}\d]*(?:-\p{L}[\p{L}\d]*)*[.,:]?)* ?$/u

/** Breaks a paragraph into lines of 100 characters at most, where its words allow that. */
export function wrap(paragraph: string): string {
  const lines: string[] = []
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}
