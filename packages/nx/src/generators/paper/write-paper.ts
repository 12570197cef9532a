import { escapeLatex, escapeMarkdown, escapeTypst } from 'bocas/internal'
import { LATEX_TEMPLATES, type LatexTemplate, type PaperTemplate } from './templates/templates'
import {
  isFloat,
  referenceLabel,
  escapeUnlessPlain,
  wrap,
  type Float,
  type PaperLanguage,
  type PaperContent,
  type Piece,
} from './paper-text'

interface Writer {
  piece(piece: Piece): string
  heading(text: string): string
  float(float: Float, caption: string, template: PaperTemplate): string
  /** The whole file, of what comes before the sections and their text. */
  frame(
    head: { readonly title: string; readonly author: string; readonly abstract: string },
    body: string,
    template: PaperTemplate,
  ): string
}

const typst: Writer = {
  piece(piece) {
    if (typeof piece === 'string') return escapeUnlessPlain(piece, escapeTypst)
    if ('fact' in piece) return `#fact("${piece.fact}")`
    return 'cite' in piece ? `@${piece.cite}` : `@${referenceLabel(piece.see)}`
  },
  heading: (text) => `= ${escapeUnlessPlain(text, escapeTypst)}`,
  float: (float, caption) =>
    float.kind === 'figure'
      ? `#fig("${float.name}", caption: [${caption}]) <${referenceLabel(float)}>`
      : `#tab("${float.name}", caption: [${caption}]) <${referenceLabel(float)}>`,
  frame: (
    { title, author, abstract },
    body,
    template,
  ) => `// Numbers, figures and tables are named, never typed: build/bocas.typ is made from the results at every build.
#import "build/bocas.typ": fact, fig, tab

#set document(title: [${title}])
#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm), numbering: "1"${template === 'two-column' ? ', columns: 2' : ''})
#set text(font: "Libertinus Serif", size: 10pt, lang: "en")
#set par(justify: true)
#set heading(numbering: "1.1")
#show figure.where(kind: table): set figure.caption(position: top)
#show heading: set block(below: 0.9em)

${template === 'two-column' ? '#place(top + center, scope: "parent", float: true)[' : '#align(center)['}
  #text(17pt, weight: "bold")[${title}]

  ${author}
]

#pad(x: ${template === 'two-column' ? '0cm' : '1cm'})[
  *Abstract.*
${abstract.replaceAll(/^/gm, '  ')}
]

${body}

#bibliography("references.bib", style: "ieee")
`,
}

const latex: Writer = {
  piece(piece) {
    if (typeof piece === 'string') return escapeUnlessPlain(piece, escapeLatex)
    if ('fact' in piece) return `\\fact{${piece.fact}}`
    if ('cite' in piece) return `\\cite{${piece.cite}}`
    return `${piece.see.kind === 'figure' ? 'Figure' : 'Table'}~\\ref{${referenceLabel(piece.see)}}`
  },
  heading: (text) => `\\section{${escapeUnlessPlain(text, escapeLatex)}}`,
  float: (float, caption) =>
    float.kind === 'figure'
      ? `\\begin{figure}
  \\centering
  \\fig{${float.name}}
  \\caption{${caption}}\\label{${referenceLabel(float)}}
\\end{figure}`
      : `\\begin{table}
  \\centering
  \\caption{${caption}}\\label{${referenceLabel(float)}}
  \\tab{${float.name}}
\\end{table}`,
  frame: (
    { title, author, abstract },
    body,
    template,
  ) => `% Numbers, figures and tables are named, never typed: build/bocas.tex is made from the results at every build.
${LATEX_TEMPLATES[template].head}
\\input{build/bocas}
\\title{${title}}
${LATEX_TEMPLATES[template].author(author)}
\\date{}

\\begin{document}
${opening(abstract, LATEX_TEMPLATES[template])}

${body}

\\bibliographystyle{${LATEX_TEMPLATES[template].style}}
\\bibliography{references}
\\end{document}
`,
}

/** The title and the abstract, in the order that the class wants. */
function opening(abstract: string, { isAbstractFirst = false }: LatexTemplate): string {
  const own = `\\begin{abstract}\n${abstract}\n\\end{abstract}`
  return isAbstractFirst ? `${own}\n\\maketitle` : `\\maketitle\n\n${own}`
}

const markdown: Writer = {
  piece(piece) {
    if (typeof piece === 'string') return escapeUnlessPlain(piece, escapeMarkdown)
    if ('fact' in piece) return `{{${piece.fact}}}`
    if ('cite' in piece) return `[@${piece.cite}]`
    return `[@${piece.see.kind === 'figure' ? 'fig' : 'tab'}:${piece.see.name}]`
  },
  heading: (text) => `## ${escapeUnlessPlain(text, escapeMarkdown)}`,
  float: (float, caption) => `![${caption}](${float.kind === 'figure' ? 'fig' : 'tab'}:${float.name})`,
  frame: ({ title, author, abstract }, body) => `<!-- Numbers, figures and tables are named, never typed. -->

# ${title}

${author}

**Abstract.** ${abstract}

${body}
`,
}

const WRITERS: Readonly<Record<PaperLanguage, Writer>> = { typst, latex, markdown }

/** The text of `main.typ`, `main.tex` or `main.md`. */
export function writePaper(
  language: PaperLanguage,
  { title, author, abstract, sections }: PaperContent,
  template: PaperTemplate = 'article',
): string {
  const writer = WRITERS[language]
  const line = (pieces: readonly Piece[]): string => pieces.map((piece) => writer.piece(piece)).join('')
  const body = sections.flatMap(({ heading, body }) => [
    writer.heading(heading),
    ...body.map((part) => (isFloat(part) ? writer.float(part, line(part.caption), template) : wrap(line(part)))),
  ])
  const head = { title: line([title]), author: line([author]), abstract: wrap(line(abstract)) }
  return writer.frame(head, body.join('\n\n'), template)
}
