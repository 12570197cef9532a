import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildPaper } from '../build-paper'
import { factsFile, makePaper, PNG, SVG } from '../test-paper'
import { packPaper } from './pack-paper'

jest.setTimeout(120_000)

const describeTex = spawnSync('latexmk', ['-version']).status === 0 ? describe : describe.skip
const made: string[] = []

const FILES = {
  'facts/mnist.json': factsFile('mnist', { best: 'CNN', unused: 'secret plans' }),
  'figures/mnist/curves.svg': SVG,
  'figures/mnist/curves.png': PNG,
  'figures/mnist/unused.png': PNG,
  'tables/mnist/scores.typ': '#table(columns: 2, [a], [b])\n',
  'tables/mnist/scores.tex': '% needs \\usepackage{booktabs}\n\\begin{tabular}{l}a\\end{tabular}\n',
  'tables/mnist/unused.tex': 'x',
  'artifacts/mnist/run/result.json': '{}',
  'references.bib':
    '@article{k, author = {Donald E. Knuth}, title = {Literate Programming}, journal = {CJ}, year = 1984}',
  'notes.txt': 'not for others',
  'figures.ts': 'export default 1',
}

function paper(files: Readonly<Record<string, string | Buffer>>): string {
  const paperDir = makePaper({ ...FILES, ...files })
  made.push(path.dirname(paperDir))
  return paperDir
}

const pack = (paperDir: string) =>
  packPaper({ paperDir, tasks: ['mnist', 'paper'], out: '', into: path.join(paperDir, 'arxiv') })

/** The archive, unpacked at another place. */
function unpacked(archive: string): string {
  const folder = path.join(makePaper({}), 'elsewhere')
  made.push(path.dirname(path.dirname(folder)))
  mkdirSync(folder)
  expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0)
  return folder
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describeTex('packPaper of main.tex, with latexmk', () => {
  const MAIN = `\\documentclass{article}
\\input{build/bocas}
\\begin{document}
\\input{sections/one}
The \\fact{mnist.best} wins \\cite{k}.
\\begin{figure}\\fig[width=1cm]{mnist/curves}\\caption{Curves.}\\end{figure}
\\begin{table}\\tab{mnist/scores}\\caption{Scores.}\\end{table}
\\bibliographystyle{plain}\\bibliography{references}
\\end{document}
`
  const TEXTS = { 'main.tex': MAIN, 'sections/one.tex': 'One.\n', 'sections/unused.tex': 'Two.\n' }

  it('takes what is used and nothing else, and latexmk alone sets the same pages elsewhere', async () => {
    const paperDir = paper(TEXTS)
    const packed = await pack(paperDir)
    expect(packed.warnings).toEqual([])
    expect(packed.files).toEqual([
      'build/bocas.tex',
      'figures/mnist/curves.png',
      'main.bbl',
      'main.tex',
      'references.bib',
      'sections/one.tex',
      'tables/mnist/scores.tex',
    ])
    const folder = unpacked(packed.archive)
    expect(filesBelow(folder)).toEqual(packed.files)
    expect(filesBelow(packed.folder)).toEqual(packed.files)
    expect(readFileSync(path.join(folder, 'build/bocas.tex'), 'utf8')).not.toMatch(/unused|secret/)

    // As on Overleaf or arXiv: nothing of ours, and no settings but those of TeX.
    rmSync(path.join(folder, 'references.bib'))
    const { status } = spawnSync('latexmk', ['-pdf', '-interaction=nonstopmode', 'main.tex'], { cwd: folder })
    expect(status).toBe(0)
    const text = (pdf: string): string | null =>
      spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout
    expect(text(path.join(folder, 'main.pdf'))).toBe(text(packed.pdf))
    const built = await buildPaper({ paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build/paper.pdf') })
    expect(readFileSync(packed.pdf).equals(readFileSync(built.file))).toBe(true)
  })

  it('has the same bytes twice, at another place too', async () => {
    const [first, second] = [await pack(paper(TEXTS)), await pack(paper(TEXTS))]
    expect(readFileSync(first.archive).equals(readFileSync(second.archive))).toBe(true)
  })
})

describe('packPaper of main.typ', () => {
  const MAIN = `#import "build/bocas.typ": fact, fig, tab
#import "layout.typ": layout
#show: layout
#fact("mnist.best") wins @k.
#fig("mnist/curves", caption: [Curves])
#tab("mnist/scores", caption: [Scores])
#bibliography("references.bib")
`
  const TEXTS = { 'main.typ': MAIN, 'layout.typ': '#let layout(body) = body\n', 'unused.typ': 'x' }

  it('takes what is used and nothing else, and says what arXiv takes of it', async () => {
    const packed = await pack(paper(TEXTS))
    expect(packed.files).toEqual([
      'build/bocas.typ',
      'figures/mnist/curves.svg',
      'layout.typ',
      'main.typ',
      'references.bib',
      'tables/mnist/scores.typ',
    ])
    expect(packed.warnings.map(({ message }) => message)).toEqual([
      'arXiv does not set Typst: hand in paper.pdf; source/ is for who works on the text, with `typst compile main.typ`',
    ])
    expect(readFileSync(path.join(unpacked(packed.archive), 'build/bocas.typ'), 'utf8')).not.toMatch(/unused|secret/)
    const again = await pack(paper(TEXTS))
    expect(readFileSync(again.archive).equals(readFileSync(packed.archive))).toBe(true)
  })

  it('packs nothing of a paper that cannot be built', async () => {
    const paperDir = paper({ 'main.typ': '#import "build/bocas.typ": fact\n#fact("mnist.bset")' })
    await expect(pack(paperDir)).rejects.toThrow('unknown fact "mnist.bset" → at paper/main.typ:2:2')
    expect(existsSync(path.join(paperDir, 'arxiv'))).toBe(false)
  })
})

describe('packPaper of main.md', () => {
  it('says that arXiv does not take it', async () => {
    await expect(pack(paper({ 'main.md': 'text' }))).rejects.toThrow(
      '✖ arXiv takes TeX or a PDF, and a paper in Markdown becomes HTML',
    )
  })
})
