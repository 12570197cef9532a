import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { escapeCsv, toCsv } from './csv'
import { escapeLatex, toLatex } from './latex'
import { escapeMarkdown, toMarkdown } from './markdown'
import { type Cell, type Table } from './table'
import { escapeTypst, toTypst } from './typst'

const NASTY = [
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
  'http://a.b',
  '-1',
  '−1 ± 2',
  'https://x.y/z~t',
]

const value = (mean: string, sd: string | null, isBest = false, exponent = 0): Cell => ({
  value: {
    shown: { mean, sd, unit: '', exponent },
    mean: Number(mean.replace('−', '-')),
    spread: sd === null ? null : Number(sd),
    isBest,
  },
  n: 5,
  of: 5,
})

const table = (cells: readonly Cell[], change: Partial<Table> = {}): Table => ({
  name: 't',
  rowHeads: ['tactic'],
  spans: [],
  columns: cells.map((_, index) => ({
    head: { text: `m_${index}`, better: index % 2 === 0 ? 'max' : 'min' },
    metric: `m.${index}`,
    values: [],
  })),
  rows: [{ heads: ['a & b'], cells }],
  note: '',
  ...change,
})

/** What Typst shows for markup, as plain text. */
async function typstText(markup: string): Promise<string> {
  const compiler = NodeCompiler.create()
  const found: unknown = compiler.query(
    {
      mainFileContent: `#let plain(it) = if it.has("text") { it.text } else if it.has("children") { it.children.map(plain).join() } else if it.has("body") { plain(it.body) } else if it.func() == smartquote { "SMART" } else { " " }\n#metadata(plain([${markup}])) <shown>`,
    },
    { selector: '<shown>', field: 'value' },
  )
  return (found as string[])[0] as string
}

describe('Typst', () => {
  it.each(NASTY)('shows %j as it is', async (text) => {
    expect(await typstText(escapeTypst(text))).toBe(text)
  })

  it('reads the table', () => {
    const written = toTypst(
      table([value('97.1', '0.2', true), value('1.2', '0.1', false, -5), { value: null, n: 0, of: 5 }], {
        spans: [{ head: { text: 'lr = 0.1', better: 'max' }, columns: 3 }],
        note: 'Mean ± sd, n = 5.',
      }),
    )
    expect(written).toContain('#strong[97.1 ± 0.2]')
    expect(written).toContain('(1.2 ± 0.1) × 10#super[−5]')
    expect(written).toContain('[— (0/5)]')
    expect(written).toContain('$arrow.t$')
    const result = NodeCompiler.create().compile({ mainFileContent: written })
    expect(result.hasError()).toBe(false)
    expect(NodeCompiler.create().pdf({ mainFileContent: written }).length).toBeGreaterThan(1000)
  })
})

describe('LaTeX', () => {
  it('escapes every character that TeX would act upon', () => {
    expect(escapeLatex('a & b_1 50% #1 $5 {x} ~ ^ \\')).toBe(
      'a \\& b\\_1 50\\% \\#1 \\$5 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}',
    )
    expect(escapeLatex('−1 ± 2 × ∞ < > | "q" –')).toBe(
      '$-$1 $\\pm$ 2 $\\times$ $\\infty$ \\textless{} \\textgreater{} \\textbar{} \\textquotedbl{}q\\textquotedbl{} --',
    )
    expect(escapeLatex('Größe α')).toBe('Größe α')
  })

  it('writes booktabs, with bold, arrows, powers of ten and holes', () => {
    const cells = [
      value('−97.1', '0.2', true),
      value('1.2', '0.1', false, -5),
      { value: null, n: 0, of: 5 },
      { ...value('3', null), n: 1 },
    ]
    expect(toLatex(table(cells, { note: '5 % & more.' }))).toBe(
      [
        '% needs \\usepackage{booktabs}',
        '\\begin{tabular}{lcccc}',
        '\\toprule',
        'tactic & m\\_0 $\\uparrow$ & m\\_1 $\\downarrow$ & m\\_2 $\\uparrow$ & m\\_3 $\\downarrow$ \\\\',
        '\\midrule',
        'a \\& b & $\\mathbf{-97.1 \\pm 0.2}$ & $(1.2 \\pm 0.1) \\times 10^{-5}$ & --- (0/5) & $3$ (1/5) \\\\',
        '\\bottomrule',
        '\\end{tabular}',
        '\\par\\smallskip{\\footnotesize 5 \\% \\& more.\\par}',
        '',
      ].join('\n'),
    )
  })

  it('sets a head over its columns', () => {
    const spans = [
      { head: { text: 'cnn' }, columns: 2 },
      { head: { text: 'mlp' }, columns: 2 },
    ]
    const written = toLatex(table([value('1', null), value('2', null), value('3', null), value('4', null)], { spans }))
    expect(written).toContain(
      ' & \\multicolumn{2}{c}{cnn} & \\multicolumn{2}{c}{mlp} \\\\\n\\cmidrule(lr){2-3} \\cmidrule(lr){4-5}',
    )
  })
})

describe('Markdown', () => {
  it('escapes what would break the table or be markup', () => {
    expect(escapeMarkdown('a|b *c* _d_ `e` <f> [g] \\')).toBe('a\\|b \\*c\\* \\_d\\_ \\`e\\` \\<f\\> \\[g\\] \\\\')
    expect(escapeMarkdown('two\nlines')).toBe('two lines')
  })

  it('has one line of heads, so that heads over columns join them', () => {
    const written = toMarkdown(
      table([value('1', '0.5', true), value('2', null)], { spans: [{ head: { text: 'cnn' }, columns: 2 }] }),
    )
    expect(written).toBe(
      '| tactic | cnn, m\\_0 ↑ | cnn, m\\_1 ↓ |\n| :--- | :---: | :---: |\n| a \\& b | **1 ± 0.5** | 2 |\n',
    )
  })
})

describe('CSV', () => {
  it('quotes fields as RFC 4180 says', () => {
    expect(escapeCsv('a,b')).toBe('"a,b"')
    expect(escapeCsv('say "x"')).toBe('"say ""x"""')
    expect(escapeCsv(' edge')).toBe('" edge"')
    expect(escapeCsv('plain 1.5')).toBe('plain 1.5')
  })

  it('has a line per cell with the numbers unrounded', () => {
    const cells: Cell[] = [
      {
        value: {
          shown: { mean: '97.1', sd: '0.2', unit: '%', exponent: 0 },
          mean: 0.97123456,
          spread: 0.00212,
          isBest: true,
        },
        n: 4,
        of: 5,
      },
      { value: null, n: 0, of: 5 },
    ]
    expect(toCsv(table(cells), { rows: ['tactic'], cols: [] }, { as: 'percent' })).toBe(
      [
        'tactic,metric,shown,mean,spread,n,of,best',
        'a & b,m.0,97.1 ± 0.2 % (4/5),0.97123456,0.00212,4,5,yes',
        'a & b,m.1,— (0/5),,,0,5,',
        '',
      ].join('\r\n'),
    )
  })
})
