import { compile, withLatex } from '../../../../tools/latex/compile'
import { toLatex } from './latex'
import { sampleTables } from './test-tables'

withLatex('LaTeX', () => {
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

  it('reports what is wrong with a document, so that the tests above can fail', () => {
    expect(
      compile('\\documentclass{article}\\begin{document}\\nosuch 数 \\hbox to 1pt{wide text}\\end{document}'),
    ).not.toEqual([])
  })
})
