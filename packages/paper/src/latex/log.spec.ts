import { readTexLog } from './log'

describe('readLog', () => {
  it('takes places and columns from what TeX shows of a line', () => {
    const log = `This is pdfTeX
./sections/one.tex:12: Undefined control sequence.
l.12 some words \\nothing
                        {x} and more
./main.tex:3: LaTeX Error: File \`gone.sty' not found.

Type X to quit or <RETURN> to proceed,
./main.tex:3: Emergency stop.
`
    expect(readTexLog(log, 'draft').errors).toEqual([
      { message: 'unknown command \\nothing', file: 'sections/one.tex', line: 12, column: 12 },
      { message: "LaTeX Error: File `gone.sty' not found.", file: 'main.tex', line: 3 },
    ])
  })

  it('gives a column only where the line is shown from its beginning', () => {
    const log = './main.tex:1: Undefined control sequence.\nl.1 ...words \\nothing\n'
    expect(readTexLog(log, 'draft').errors).toEqual([
      { message: 'unknown command \\nothing', file: 'main.tex', line: 1 },
    ])
  })

  it('counts pages, and those that say that they are of a draft', () => {
    const log = 'DRAFTPAGE\n[1]\nDRAFTPAGE\n[2]\nOutput written on build/latex/main.pdf (2 pages, 40695 bytes).\n'
    expect(readTexLog(log, 'DRAFTPAGE')).toMatchObject({ pages: 2, draftPages: 2, errors: [] })
  })
})
