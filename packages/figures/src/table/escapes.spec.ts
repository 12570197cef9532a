import { escapeAsciiHtml, escapeLatex, escapeMarkdown, escapeTypst, latexNeeds } from 'bocas/internal'
import MarkdownIt from 'markdown-it'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { escapeCsv } from './csv'
import { askTypst } from './test-compile'
import { LONG_NAMES, NASTY_NAMES, SCRIPTS } from './test-samples'

const NASTY = [
  ...[
    'a & b',
    '50 %',
    'x_1',
    '#1',
    '$5',
    '{set}',
    'a\\b',
    '~',
    '^',
    '*bold*',
    '`code`',
    '[link]',
    '<tag>',
    '@ref',
    '|',
  ],
  ...[
    'a--b',
    '...',
    '"q"',
    "it's",
    '= h',
    '- item',
    '+ item',
    '1. one',
    '/ term: x',
    '// c',
    '/* c */',
    '-1',
    '−1 ± 2',
  ],
  ...[
    'http://a.b',
    'https://x.y/z~t',
    '![a](b)',
    '&amp; &#65;',
    '<!-- c -->',
    '</td>',
    '\\u{41}',
    '#let x = 1',
    '$x^2$',
  ],
  ...[...NASTY_NAMES, ...LONG_NAMES, ...SCRIPTS, '🙂 e\u0301', 'a\u00a0b'],
]

describe('Typst', () => {
  it.each(NASTY)('shows %j as it is', (text) => {
    const plain = `#let plain(it) = if it.has("text") { it.text } else if it.has("children") { it.children.map(plain).join() } else if it.has("body") { plain(it.body) } else if it.func() == smartquote { "SMART" } else { " " }`
    const [shown] = askTypst(`${plain}\n#metadata(plain([${escapeTypst(text)}])) <shown>`)
    expect(shown).toBe(text)
  })
})

describe('HTML', () => {
  const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''

  it.each(NASTY)('shows %j as it is, in elements and attributes', (text) => {
    const html = `<p title="${escapeAsciiHtml(text)}">${escapeAsciiHtml(text)}</p>`
    expect(html).toMatch(/^[ -~]*$/)
    const [paragraph] = parseFragment(html).childNodes as DefaultTreeAdapterTypes.Element[]
    expect(textOf(paragraph!)).toBe(text)
    expect(paragraph!.attrs[0]!.value).toBe(text)
  })
})

describe('Markdown', () => {
  const markdown = new MarkdownIt({ html: true, linkify: false })

  it.each(NASTY)('shows %j as it is in a cell of a table', (text) => {
    const table = `| a | ${escapeMarkdown(text)} | b |\n| --- | --- | --- |\n| c | d | e |\n`
    const tokens = markdown.parse(table, {}).filter(({ type }) => type === 'inline')
    const heads = tokens.map(({ children }) =>
      children!.map(({ type, content }) => (type.startsWith('text') ? content : `<${type}>`)).join(''),
    )
    expect(heads).toEqual(['a', text, 'b', 'c', 'd', 'e'])
  })
})

describe('LaTeX', () => {
  it('escapes every character that TeX would act upon', () => {
    expect(escapeLatex('a & b_1 50% #1 $5 {x} ~ ^ \\ `')).toBe(
      'a \\& b\\_1 50\\% \\#1 \\$5 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textasciigrave{}',
    )
    expect(escapeLatex('−1 ± 2 × ∞ < > | "q" –')).toBe(
      '$-$1 $\\pm$ 2 $\\times$ $\\infty$ \\textless{} \\textgreater{} \\textbar{} \\texttt{\\char34}q\\texttt{\\char34} \\textendash{}',
    )
    expect(escapeLatex('Größe α²')).toBe('Größe $\\alpha$${}^{2}$')
  })

  it('makes no dashes and quotes of signs that stand side by side', () => {
    expect(escapeLatex("a---b ,, ''")).toBe("a-{}-{}-b ,{}, '{}'")
  })

  it('protects what rows and rules would take for their own argument', () => {
    expect(escapeLatex('[1]')).toBe('{[}1{]}')
    expect(escapeLatex('* a')).toBe('{*} a')
    expect(escapeLatex('(2) b')).toBe('{(}2) b')
  })

  it('composes letters with their accents and leaves out marks without a glyph', () => {
    expect(escapeLatex('e\u0301\u200f\u2068x\u2069\u200b')).toBe('éx')
  })

  it('tells what a document needs for letters that it does not know', () => {
    expect(latexNeeds('Größe – é')).toEqual([])
    expect(latexNeeds('łódź, ząb')).toEqual(['\\usepackage[T1]{fontenc} for ą'])
    expect(latexNeeds('数据 ą')).toEqual([
      '\\usepackage[T1]{fontenc} for ą',
      'LuaLaTeX or XeLaTeX, and a font that has 数 据',
    ])
  })
})

describe('CSV', () => {
  it('quotes fields as RFC 4180 says', () => {
    expect(escapeCsv('a,b')).toBe('"a,b"')
    expect(escapeCsv('say "x"')).toBe('"say ""x"""')
    expect(escapeCsv(' edge')).toBe('" edge"')
    expect(escapeCsv('plain 1.5')).toBe('plain 1.5')
  })
})
