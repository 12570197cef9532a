import { toLatex } from './latex'
import { cellOf, holeOf, tableOfRow } from './test-cells'

const body = (text: string) => text.split('\n').filter((line) => line.includes('&') || line.startsWith('\\cmidrule'))

describe('LaTeX', () => {
  it('writes booktabs, with bold, underlines, arrows, powers of ten and holes', () => {
    const cells = [
      cellOf('−97.1', '0.2', { mark: 'best' }),
      cellOf('1.2', '0.1', { exponent: -5 }),
      holeOf(5),
      cellOf('3', null, { n: 1, mark: 'second', signs: '*' }),
    ]
    const table = tableOfRow(cells, { note: [{ text: '5 % & more' }, { mark: 'second', text: 'second' }] })
    expect(toLatex(table)).toBe(
      [
        '% needs \\usepackage{booktabs}',
        '% needs \\usepackage{graphicx} if it is wider than the line',
        '\\begingroup',
        '\\sbox2{%',
        '\\begin{tabular}{lcccc}',
        '\\toprule',
        'tactic & m\\_0~$\\uparrow$ & m\\_1~$\\downarrow$ & m\\_2~$\\uparrow$ & m\\_3~$\\downarrow$ \\\\',
        '\\midrule',
        'a \\& b & $\\mathbf{-97.1 \\pm 0.2}$ & $(1.2 \\pm 0.1) \\times 10^{-5}$ & ---~(0/5) & $\\underline{3}$\\textsuperscript{{*}}~(1/5) \\\\',
        '\\bottomrule',
        '\\end{tabular}}%',
        '\\ifdim\\wd2>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox2}\\else\\usebox2\\fi',
        '\\par\\smallskip',
        '\\footnotesize',
        '\\dimen2=\\wd2 \\ifdim\\dimen2<24em\\dimen2=24em\\fi \\ifdim\\dimen2>\\linewidth\\dimen2=\\linewidth\\fi',
        '\\parbox{\\dimen2}{\\raggedright 5~\\% \\& more; \\underline{underlined}: second.\\par}',
        '\\endgroup',
        '',
      ].join('\n'),
    )
  })

  it('sets heads over their columns, and a short one on the last line', () => {
    const heads = [{ text: 'cnn', below: [{ text: 'sgd' }, { text: 'adam' }] }, { text: 'time' }]
    const table = tableOfRow([cellOf('1', null), cellOf('2', null), cellOf('3', null)], { heads })
    expect(body(toLatex(table)).slice(0, 3)).toEqual([
      ' & \\multicolumn{2}{c}{cnn} &  \\\\',
      '\\cmidrule(lr){2-3}',
      'tactic & sgd & adam & time \\\\',
    ])
  })

  it('says a name once for all its rows', () => {
    const rows = [
      ['cnn', 'sgd'],
      ['cnn', 'adam'],
      ['mlp', 'sgd'],
    ].map((heads) => ({ heads, cells: [cellOf('1', null)] }))
    const written = toLatex(tableOfRow([cellOf('1', null)], { rowHeads: ['net', 'by'], rows }))
    expect(body(written).slice(1)).toEqual(['cnn & sgd & $1$ \\\\', ' & adam & $1$ \\\\', 'mlp & sgd & $1$ \\\\'])
    expect(written).toContain(' & adam & $1$ \\\\\n\\addlinespace\nmlp')
  })
})
