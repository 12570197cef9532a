import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { escapeLatex } from './escape-latex'
import { toLatex } from './latex'
import { LATEX_MATHS, LATEX_SYMBOLS, NEEDS_T1, PDFLATEX_KNOWS } from './latex-characters'
import { sampleTables } from './test-tables'

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0
const withLatex = hasLatex ? describe : describe.skip

/** Compiles a document. @returns what is wrong with it, by TeX's log: errors, missing glyphs, text that sticks out. */
function compile(document: string, files: ReadonlyMap<string, string> = new Map()): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-latex-'))
  for (const [name, text] of new Map([...files, ['document.tex', document]])) writeFileSync(join(folder, name), text)
  try {
    execFileSync('pdflatex', ['-interaction=nonstopmode', 'document.tex'], { cwd: folder, stdio: 'ignore' })
  } catch {
    // The log says why.
  }
  const log = readFileSync(join(folder, 'document.log'), 'latin1').split('\n')
  return log.filter((line) => /^(!|Missing character|Overfull \\hbox)/.test(line))
}

const charactersIn = (pattern: RegExp): string[] =>
  Array.from({ length: 0x3000 - 0xa0 }, (_, index) => String.fromCodePoint(0xa0 + index)).filter((one) =>
    pattern.test(one),
  )

withLatex(hasLatex ? 'LaTeX' : 'LaTeX (skipped: there is no pdflatex; install texlive-latex-recommended)', () => {
  jest.setTimeout(120_000)

  it('compiles every table with booktabs and graphicx alone, none wider than its line', async () => {
    const tables = [...(await sampleTables()).values()].filter(({ name }) => name !== 'scripts')
    const files = new Map(tables.map((table) => [`${table.name}.tex`, toLatex(table)]))
    const floats = tables.map(({ name, width }) => {
      const star = width === 'column' ? '' : '*'
      return `\\begin{table${star}}\\centering\\caption{c}\\input{${name}.tex}\\end{table${star}}`
    })
    const document = `\\documentclass[twocolumn]{article}\\usepackage{booktabs,graphicx}\\begin{document}${floats.join('\n')}\\end{document}`
    expect(compile(document, files)).toEqual([])
  })

  it('compiles every character that it is said to know', () => {
    const known = [...Object.keys(LATEX_SYMBOLS), ...Object.keys(LATEX_MATHS), ...charactersIn(PDFLATEX_KNOWS)]
    const document = (preamble: string, characters: readonly string[]) =>
      `\\documentclass{article}${preamble}\\begin{document}${characters.map(escapeLatex).join('\n\n')}\\end{document}`
    expect(known.length).toBeGreaterThan(350)
    expect(compile(document('', known))).toEqual([])
    expect(compile(document('\\usepackage[T1]{fontenc}', charactersIn(NEEDS_T1)))).toEqual([])
  })

  it('reports what is wrong with a document, so that the tests above can fail', () => {
    expect(
      compile('\\documentclass{article}\\begin{document}\\nosuch 数 \\hbox to 1pt{wide text}\\end{document}'),
    ).not.toEqual([])
  })
})
