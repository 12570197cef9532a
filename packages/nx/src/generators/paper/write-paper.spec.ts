import { PAPER_LANGUAGES, escapeUnlessPlain, wrap, type PaperContent } from './paper-text'
import { exampleText } from './example-text'
import { TEMPLATES_OF } from './templates/templates'
import { writePaper } from './write-paper'

const head = { title: 'A first paper', author: 'Its author' }

describe('the text of a new paper', () => {
  it.each(PAPER_LANGUAGES)('is written in %s', (language) => {
    expect(writePaper(language, exampleText('two-moons', head))).toMatchSnapshot()
  })

  it.each([
    ['typst', '[50\\% of \\#1: a\\_b]', '50% of #1: a_b'],
    ['latex', '\\title{50\\% of \\#1: a\\_b}', '50% of #1: a_b'],
    ['markdown', '# \\*All\\*', '*All*'],
  ] as const)('says in %s what the title says, whatever it holds', (language, written, title) => {
    const paper: PaperContent = { ...head, title, abstract: [], sections: [] }
    expect(writePaper(language, paper)).toContain(language === 'typst' ? written.replace('\\%', '%') : written)
  })

  it.each(TEMPLATES_OF.latex)('differs by template in LaTeX by its class only: %s', (template) => {
    const written = writePaper('latex', exampleText('moons', head), template)
    expect(written.match(/^\\documentclass/gm)).toHaveLength(1)
    const style = { ieee: 'IEEEtran', acm: 'ACM-Reference-Format', lncs: 'splncs04' }[template as string] ?? 'plain'
    expect(written).toContain(`\\bibliographystyle{${style}}`)
    const text = (latex: string) => latex.slice(latex.indexOf('\\section'), latex.lastIndexOf('\\bibliographystyle'))
    expect(text(written)).toBe(text(writePaper('latex', exampleText('moons', head))))
    // Only acmart prints the abstract with the title.
    expect(written.indexOf('\\begin{abstract}') < written.indexOf('\\maketitle')).toBe(template === 'acm')
  })

  it('has two columns in Typst, below a title over both', () => {
    const written = writePaper('typst', exampleText('moons', head), 'two-column')
    expect(written).toContain('columns: 2')
    expect(written).toContain('scope: "parent"')
  })

  it('types no number', () => {
    for (const language of PAPER_LANGUAGES) {
      const [, text] = writePaper(language, exampleText('moons', head)).split(/[Ii]ntroduction/)
      expect(text!.split(/\\bibliograph|#bibliograph/)[0]!.replace(/0\.7\\linewidth|65%|\d{4}\w+/g, '')).not.toMatch(
        /\d/,
      )
    }
  })
})

it.each([
  ['Small comparisons, easy to run.', true],
  [', or one', true],
  ['. ', true],
  [' of hyper-parameters: two', true],
  ['', true],
  ['- a list', false],
  ['1. a list', false],
  ['a  b', false],
  ['a_b', false],
  ['#x', false],
  ['--', false],
  ['"quoted"', false],
])('%j is plain in every language: %s', (text, plain) => {
  expect(escapeUnlessPlain(text, () => 'escaped')).toBe(plain ? text : 'escaped')
})

it('breaks lines between words only', () => {
  const paragraph = Array.from({ length: 60 }, (_, i) => 'x'.repeat(1 + (i % 9))).join(' ')
  const lines = wrap(paragraph).split('\n')
  expect(lines.join(' ')).toBe(paragraph)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100)
})
