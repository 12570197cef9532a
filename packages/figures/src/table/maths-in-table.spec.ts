import { escapeLatex, latexNeeds } from 'bocas/internal'
import { compile, withLatex } from '../../../../tools/latex/compile'
import { plainMaths } from '../figure/maths'
import { ACCENTS, SYMBOLS } from '../figure/maths-symbols'
import { type AnyKit } from '../test-figure-of'
import { testFolder, writeResult } from '../test-results'
import { tableFiles } from './files'
import { askTypst } from './test-compile'
import { drawTables } from './test-tables'

/** The files of a table of two settings, by their ending, with these labels. */
async function filesWith(labels: Record<string, string>, options: object = {}): Promise<Record<string, string>> {
  const folder = await testFolder()
  const runs = []
  for (const k of ['a', 'b'])
    for (const seed of [0, 1])
      runs.push(await writeResult(folder, 'toy', `${k}-${seed}`, { k, seed } as never, { m: seed / 10 + 0.5 }))
  const [table] = await drawTables(runs, (kit) =>
    (kit as unknown as AnyKit)['table']!('t', kit.runs, { rows: 'k', show: 'm', better: 'max', labels, ...options }),
  )
  return Object.fromEntries(tableFiles(table!).map(([name, text]) => [name.slice(2), text]))
}

const LABELS = {
  a: '$\\mathcal{L}_{\\text{val}}$ & more',
  b: '$\\hat{y}$, $\\bar x^2$',
  k: 'loss at $10^{-3}$',
  m: '$\\alpha \\le 1$',
}

describe('mathematics in the words of a table', () => {
  it('is set in every format as it is in figures, and in data has plain characters', async () => {
    const { typ, tex, md, html, csv } = await filesWith(LABELS)
    expect(typ).toContain('[ℒ#sub[val]; & more]')
    expect(typ).toContain('loss at 10#super[−3];')
    expect(tex).toContain('$\\mathcal{L}$\\textsubscript{val} \\& more & ')
    expect(tex).toContain('ŷ, $\\bar{\\mathrm{x}}$\\textsuperscript{2} & ')
    expect(tex).toContain('loss at 10\\textsuperscript{$-$3}')
    expect(tex).toContain('$\\alpha$ $\\leq$ 1')
    expect(md).toContain('| ℒ<sub>val</sub> \\& more |')
    expect(html).toContain('&#8466;<sub style="line-height:0">val</sub> &amp; more')
    expect(csv).toContain('\r\nℒ_val & more,')
    expect(csv).toContain('"ŷ, x̄^2",')
  })

  it('is an error of its table where it cannot be set', async () => {
    await expect(filesWith({ a: '$\\binom{n}{k}$' })).rejects.toThrow(
      'the mathematics "$\\binom{n}{k}$" has \\binom, which labels do not know',
    )
  })

  it('is refused where a script has what a table cannot raise, and takes no name of an odd plane for a script', async () => {
    await expect(filesWith({ a: '$x^{\\mathcal{D}}$' })).rejects.toThrow('a table cannot raise or lower "𝒟"')
    const { typ, csv } = await filesWith({ a: 'icon \u{f0041}' })
    expect([typ!.includes('icon \ufffd'), typ!.includes('#super'), csv!.includes('icon \u{f0041}')]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('is known to every LaTeX, but for double-struck letters and two relations', () => {
    const commands = [
      ...Object.keys(SYMBOLS).map((name) => `\\${name}`),
      ...Object.keys(ACCENTS).flatMap((name) => [...'axyθN'].map((letter) => `\\${name}{${letter}}`)),
      ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `\\mathcal{${letter}}`),
    ]
    const unknown = commands.filter((command) => latexNeeds(escapeLatex(plainMaths(`$${command}$`))).length > 0)
    expect(unknown).toEqual(['\\lesssim', '\\gtrsim'])
  })

  it('stands in narrow columns without a line that ends within a script', async () => {
    const { typ } = await filesWith({ a: `${'a word and '.repeat(9)}$x_{\\text{a long index}}$` }, { width: 'column' })
    expect(typ).toContain('#sub[a long index];')
  })

  it('compiles in Typst', async () => {
    const { typ } = await filesWith(LABELS)
    expect(askTypst('#include "maths.typ"\n#metadata(1) <shown>', new Map([['maths.typ', `${typ}\n#body`]]))).toEqual([
      1,
    ])
  })
})

withLatex('mathematics in a table of LaTeX', () => {
  it('compiles with what the tables of others need', async () => {
    const { tex } = await filesWith(LABELS)
    const document = `\\documentclass{article}\\usepackage{booktabs,graphicx}\\begin{document}\\begin{table}\\input{t.tex}\\end{table}\\end{document}`
    expect(compile(document, new Map([['t.tex', tex!]]))).toEqual([])
  }, 120_000)
})
