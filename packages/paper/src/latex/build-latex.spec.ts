import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { where } from '../../../../tools/jest/where'
import { buildPaper } from '../build-paper'
import type { PaperJob } from '../shared/job'
import { formatPaperError, PaperError } from '../shared/problems'
import { factsFile, makePaper, PNG } from '../test-paper'

jest.setTimeout(120_000)

const { describe: describeTex } = where('latexmk', 'poppler')

const made: string[] = []
const TABLE =
  '% needs \\usepackage{booktabs}\n\\begin{tabular}{lc}\n\\toprule a & b \\\\\n\\bottomrule\n\\end{tabular}\n'
const gain = {
  kind: 'ratio',
  text: '(2.30 ± 0.10) ×',
  mean: 2.3,
  se: 0.1,
  n: 10,
  as: 'ratio',
  runs: [],
  forms: { mean: '2.30 ×', error: '0.10', n: '10' },
}
const FILES = {
  'facts/mnist.json': factsFile('mnist', { 'adam.accuracy': '97.1 % & more #', tiny: '3.2 × 10⁻⁷' }),
  'facts/paper.json': JSON.stringify({ format: 3, task: 'paper', facts: { gain } }),
  'figures/mnist/curves.png': PNG,
  'tables/mnist/scores.tex': TABLE,
  'references.bib':
    '@article{knuth1984, author = {Donald E. Knuth}, title = {Literate Programming}, journal = {CJ}, year = 1984}',
}

function paper(main: string, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const paperDir = makePaper({ ...FILES, 'main.tex': main, ...files })
  made.push(path.dirname(paperDir))
  return paperDir
}

/** A document; its first line of text is line 4. */
const document = (text: string, preamble = ''): string =>
  `\\documentclass{article}\n\\input{build/bocas}${preamble}\n\\begin{document}\n${text}\n\\end{document}\n`

const build = (paperDir: string, job: Partial<PaperJob> = {}) => {
  return buildPaper({ paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.pdf'), ...job })
}

interface Failure extends Pick<PaperError, 'problems'> {
  readonly message: string
}

/** What is found, and what commands print of it. */
async function failure(built: Promise<unknown>): Promise<Failure> {
  const error = await built.then(
    () => undefined,
    (problem: unknown) => problem,
  )
  if (!(error instanceof PaperError)) throw error ?? new Error('the paper was built')
  return { problems: error.problems, message: formatPaperError(error) }
}

/** What a reader sees. */
const words = (pdf: string): string =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describeTex('buildPaper of main.tex, with latexmk', () => {
  const TEXT = `We gain \\fact{gain} in words, $\\fact{gain:mean}$ in a formula (n = \\fact{gain:n}).
\\section{At \\fact{mnist.adam.accuracy}, \\fact{mnist.tiny}}
\\begin{figure}\\fig[width=2cm]{mnist/curves}\\caption{Curves at \\fact{gain}.}\\label{c}\\end{figure}
\\begin{table}\\tab{mnist/scores}\\caption{Scores.}\\end{table}
See Figure~\\ref{c} and \\cite{knuth1984}.
\\bibliographystyle{plain}\\bibliography{references}`

  it('puts facts, figures, tables and the bibliography in, and says what the text uses', async () => {
    const paperDir = paper(document(`\\tableofcontents\n${TEXT}`, '\\usepackage{hyperref}'))
    const built = await build(paperDir)
    expect(built).toMatchObject({ figures: ['mnist/curves'], tables: ['mnist/scores'], warnings: [] })
    expect([...built.facts].sort()).toEqual(['gain', 'mnist.adam.accuracy', 'mnist.tiny'])
    expect(built.pages).toBeGreaterThan(0)
    expect(readFileSync(built.file).subarray(0, 5).toString()).toBe('%PDF-')
    const seen = words(built.file)
    expect(seen).toContain('We gain (2.30 ± 0.10) × in words, 2.30 × in a formula (n = 10).')
    expect(seen).toContain('97.1 % & more #, 3.2 × 10−7')
    expect(seen).toContain('See Figure 1 and [1].')
    expect(seen).toContain('Literate programming.')
  })

  it('gives the same bytes twice, at another place too', async () => {
    const first = await build(paper(document(TEXT)))
    const second = await build(paper(document(TEXT)))
    expect(readFileSync(second.file).equals(readFileSync(first.file))).toBe(true)
  })

  it('reports every unknown fact, figure and table at once, with its place and the nearest names', async () => {
    const text = `é \\fact{mnist.adm.accuracy}, \\fact{gain:men} % \\fact{mnist.adm.accuracy}
\\input{sections/one}
\\newcommand\\accuracy[1]{\\fact{mnist.#1.accuracy}}
\\accuracy{asgd}
\\begin{figure}
  \\caption{\\fact{nothing.like.it}}
  \\fig[width=1cm]{mnist/curve}
\\end{figure}`
    const paperDir = paper(document(text), { 'sections/one.tex': 'one\n\n  \\tab{mnist/score}\n' })
    const { message, problems } = await failure(build(paperDir))
    expect(problems.map(({ message, at }) => `${message} ${at?.file}:${at?.line}:${at?.column}`)).toEqual([
      'unknown fact "mnist.adm.accuracy" paper/main.tex:4:3',
      'the fact "gain" has no form "men" paper/main.tex:4:30',
      'unknown fact "mnist.asgd.accuracy" paper/main.tex:7:undefined',
      'unknown fact "nothing.like.it" paper/main.tex:9:12',
      'unknown figure "mnist/curve" paper/main.tex:10:3',
      'unknown table "mnist/score" paper/sections/one.tex:3:3',
    ])
    expect(message).toContain('did you mean "mnist.adam.accuracy"?')
    expect(message).toContain('did you mean "gain:mean"? its forms: mean, number, error, n, full')
    expect(message).toContain('The tables that exist: mnist/scores')
    expect(existsSync(path.join(paperDir, 'build/paper.pdf'))).toBe(false)
  })

  it("shows TeX's own errors with file, line and column", async () => {
    const { message } = await failure(build(paper(document('one\n\ntwo \\nothing{} three'))))
    expect(message).toBe('✖ unknown command \\nothing → at paper/main.tex:6:5')
    const { problems } = await failure(
      build(paper(document('\\input{sections/two}'), { 'sections/two.tex': 'x\n\\oops' })),
    )
    expect(problems[0]).toMatchObject({
      message: 'unknown command \\oops',
      at: { file: 'paper/sections/two.tex', line: 2, column: 1 },
    })
  })

  it('does not print ?? for references and citations of nothing', async () => {
    const { problems } = await failure(
      build(
        paper(
          document(
            'See \\ref{fig:none}\nand \\cite{knuth1984, nobody}.\n\\bibliographystyle{plain}\\bibliography{references}',
          ),
        ),
      ),
    )
    expect(problems.map(({ message, at }) => `${message} ${at?.file}:${at?.line}:${at?.column}`)).toEqual([
      'the reference "fig:none" is of nothing paper/main.tex:4:5',
      'the citation "nobody" is of nothing paper/main.tex:5:5',
    ])
  })

  it('reads nothing outside the folder of the paper and starts no program', async () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'bocas-secret-'))
    made.push(outside)
    const secret = path.join(outside, 'secret.tex')
    writeFileSync(secret, 'the secret')
    writeFileSync(path.join(outside, 'secret.png'), PNG)
    const paperDir = paper(
      document(`\\IfFileExists{${secret}}{seen}{hidden} \\immediate\\write18{touch build/written}done`),
    )
    const { file } = await build(paperDir)
    expect(words(file)).toContain('hidden done')
    expect(existsSync(path.join(paperDir, 'build/written'))).toBe(false)
    for (const text of [
      `\\input{${secret}}`,
      `\\input{../${path.basename(outside)}/secret}`,
      `\\bibliographystyle{plain}\\nocite{*}\\bibliography{../secret}`,
    ]) {
      expect((await failure(build(paper(document(text))))).problems).not.toEqual([])
    }
  })

  it('ignores settings of latexmk, which are programs', async () => {
    const paperDir = paper(document('text'), {
      '.latexmkrc': "system('touch build/ran');\n",
      latexmkrc: "system('touch build/ran');\n",
    })
    await build(paperDir)
    expect(existsSync(path.join(paperDir, 'build/ran'))).toBe(false)
  })

  it('keeps the PDF of the last good build when a build fails, and recovers', async () => {
    const paperDir = paper(document('text'))
    const { file } = await build(paperDir)
    const before = readFileSync(file)
    writeFileSync(path.join(paperDir, 'main.tex'), document('\\fact{none}'))
    await failure(build(paperDir))
    expect(readFileSync(file).equals(before)).toBe(true)
    writeFileSync(path.join(paperDir, 'main.tex'), document('\\fact{gain}'))
    expect((await build(paperDir)).facts).toEqual(['gain'])
  })

  it('makes the bibliography anew that another style has left, which this class cannot read', async () => {
    const paperDir = paper(`${document(TEXT)}`)
    await build(paperDir)
    // As after a change of class: what is left has commands of the old one.
    const left = path.join(paperDir, 'build', 'latex', 'main.bbl')
    writeFileSync(left, readFileSync(left, 'utf8').replace('\\bibitem', '\\oldstyle\\bibitem'))
    writeFileSync(path.join(paperDir, 'main.tex'), document(`${TEXT} More.`))
    expect(words((await build(paperDir)).file)).toContain('Literate programming')
  })

  it('leaves \\fact to a package that has it, under another name of ours', async () => {
    const text = '\\newtheorem{other}{Other}\\bocasfact{gain}'
    const main = document(text).replace('\\input', '\\newtheorem{fact}{Fact}\n\\input')
    const built = await build(paper(main))
    expect(built.facts).toEqual(['gain'])
    expect(built.warnings.map(({ message }) => message)).toEqual([
      '\\fact is taken by another package: write \\bocasfact.',
    ])
  })

  it('builds a draft with gaps and DRAFT on every page, apart from the strict paper', async () => {
    const paperDir = paper(document('one \\fact{mnist.adm.accuracy} \\fact{gain}\\newpage two'))
    const out = path.join(paperDir, 'drafts', 'paper.pdf')
    const built = await build(paperDir, { draft: true, draftHoles: [{ run: 'mnist/lr=0.1', why: 'missing' }], out })
    expect(built).toMatchObject({ pages: 3, facts: ['gain'] })
    expect(built.warnings.map(({ message, at }) => [message, at?.line])).toEqual([
      ['unknown fact "mnist.adm.accuracy"', 4],
    ])
    expect(existsSync(path.join(paperDir, 'build'))).toBe(false)
    const seen = words(out)
    expect(seen).toMatch(/This draft has 2 holes\. \S+ mnist\/lr=0\.1: missing \S+ fact mnist\.adm\.accuracy: the text/)
  })
})

describeTex('a draft of main.tex, with latexmk', () => {
  it('is not built where its pages would not say so', async () => {
    const main = document('text').replace('\\input{build/bocas}', '')
    const { message } = await failure(build(paper(main), { draft: true }))
    expect(message).toContain('✖ not every page of this draft says so')
  })
})

describe('buildPaper of main.tex, without latexmk', () => {
  it('says how to get it', async () => {
    const before = process.env.PATH
    process.env.PATH = made[0] ?? os.tmpdir()
    const { message } = await failure(build(paper(document('text')))).finally(() => (process.env.PATH = before))
    expect(message).toContain('✖ latexmk is not installed, and a paper in LaTeX is set with it')
    expect(message).toContain('apt-get install latexmk texlive-latex-recommended texlive-latex-extra')
  })
})
