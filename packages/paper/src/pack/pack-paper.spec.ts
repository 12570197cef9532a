import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { where } from '../../../../tools/jest/where'
import { buildPaper } from '../build-paper'
import { factsFile, makePaper, PNG, SVG } from '../test-paper'
import { packPaper } from './pack-paper'

jest.setTimeout(120_000)

const { describe: describeTex } = where('latexmk', 'poppler')
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
    const text = (pdf: string): string => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    expect(text(path.join(folder, 'main.pdf'))).toBe(text(packed.pdf))
    const built = await buildPaper({ paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build/paper.pdf') })
    expect(readFileSync(packed.pdf).equals(readFileSync(built.file))).toBe(true)
  })

  it('takes whatever the text reads: classes, styles, included and generated files', async () => {
    const main = `\\documentclass{own}
\\input{build/bocas}
\\usepackage{mine}
\\begin{document}
\\include{sections/one}
\\newread\\data \\openin\\data=data/x.csv \\read\\data to\\line \\closein\\data \\line
\\input{figures/mnist/curves.csv}
\\includegraphics[width=1cm]{pictures/dot}
\\fact{mnist.best} \\cite{k}
\\bibliographystyle{own}\\bibliography{references}
\\end{document}
`
    const plain = spawnSync('kpsewhich', ['plain.bst'], { encoding: 'utf8' }).stdout.trim()
    const packed = await pack(
      paper({
        'main.tex': main,
        'own.cls': '\\LoadClass{article}',
        'mine.sty': '\\RequirePackage{graphicx}',
        'own.bst': readFileSync(plain),
        'sections/one.tex': 'One.\n',
        'sections/two.tex': 'Two.\n',
        'data/x.csv': '1,2\n',
        'figures/mnist/curves.csv': 'a,b\n',
        'pictures/dot.png': PNG,
      }),
    )
    expect(packed.files).toEqual([
      'build/bocas.tex',
      'data/x.csv',
      'figures/mnist/curves.csv',
      'main.bbl',
      'main.tex',
      'mine.sty',
      'own.bst',
      'own.cls',
      'pictures/dot.png',
      'references.bib',
      'sections/one.tex',
    ])
    expect(packed.warnings).toEqual([])
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

  it('takes whatever the text reads, by whatever path, also of generated files and of data', async () => {
    const reads = `#import "build/bocas.typ": fact
#include "sections/deep/one.typ"
#let name = "data" + "/x"
#csv(name + ".csv").len() #json("facts/mnist.json").task #csv("/figures/mnist/curves.csv").len()
#read("figures/mnist/curves.alt.txt") #yaml("settings.yaml").a #toml("settings.toml").a
#image("logo.svg", width: 1cm) #read("project.json").len() #read(".hidden").len() #read("artifacts/mnist/run/result.json")
@k
#bibliography("references.bib", style: "own.csl")
`
    const packed = await pack(
      paper({
        'main.typ': reads,
        'sections/deep/one.typ': '#import "../two.typ": two\n#two #read("three.txt")',
        'sections/two.typ': '#let two = xml("../data/x.xml").len()',
        'sections/deep/three.txt': '3',
        'data/x.csv': '1,2',
        'data/x.xml': '<a/>',
        'data/unused.csv': '3,4',
        'figures/mnist/curves.csv': 'a',
        'figures/mnist/curves.alt.txt': 'words',
        'settings.yaml': 'a: 1',
        'settings.toml': 'a = 1',
        'logo.svg': SVG,
        'project.json': '{}',
        '.hidden': 'x',
        'own.csl': CSL,
      }),
    )
    expect(packed.files).toEqual([
      '.hidden',
      'artifacts/mnist/run/result.json',
      'build/bocas.typ',
      'data/x.csv',
      'data/x.xml',
      'facts/mnist.json',
      'figures/mnist/curves.alt.txt',
      'figures/mnist/curves.csv',
      'logo.svg',
      'main.typ',
      'own.csl',
      'project.json',
      'references.bib',
      'sections/deep/one.typ',
      'sections/deep/three.txt',
      'sections/two.typ',
      'settings.toml',
      'settings.yaml',
    ])
    expect(packed.warnings).toHaveLength(1)
  })

  it('packs nothing of a paper that cannot be built', async () => {
    const paperDir = paper({ 'main.typ': '#import "build/bocas.typ": fact\n#fact("mnist.bset")' })
    await expect(pack(paperDir)).rejects.toThrow('unknown fact "mnist.bset" (at paper/main.typ:2:2)')
    expect(existsSync(path.join(paperDir, 'arxiv'))).toBe(false)
  })
})

/** The least style that Typst takes. */
const CSL = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>`

describe('packPaper of main.md', () => {
  it('says that arXiv does not take it', async () => {
    await expect(pack(paper({ 'main.md': 'text' }))).rejects.toThrow(
      'arXiv takes TeX or a PDF, and a paper in Markdown becomes HTML',
    )
  })
})
