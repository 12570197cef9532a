import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sha256, sourcesFile, type PaperSources } from 'bocas/internal/made'
import { buildPaper } from './build-paper'
import type { PaperJob } from './shared/job'
import { formatPaperError, PaperError } from './shared/problems'
import { factsFile, makePaper, SVG } from './test-paper'
import { openTypst } from './typst/compiler'
import { DRAFT_LABEL, draftSource } from './typst/draft'

const IMPORT = '#import "build/bocas.typ": fact, fig, tab\n'
const made: string[] = []

const FILES = {
  'facts/mnist.json': factsFile('mnist', { 'adam.accuracy': '97.1 %', 'sgd.accuracy': '95.0 %' }),
  'facts/paper.json': factsFile('paper', { gain: 'two points' }),
  'figures/mnist/curves.svg': SVG,
  'tables/mnist/scores.typ': '#table(columns: 2, [a], [b])\n',
}

function paper(main: string, files: Readonly<Record<string, string>> = {}): string {
  const paperDir = makePaper({ ...FILES, 'main.typ': main, ...files })
  made.push(path.dirname(paperDir))
  return paperDir
}

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

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe('buildPaper', () => {
  it('says beside the paper what it was made from, and of a draft nothing', async () => {
    const provenance = '{"format":3,"task":"other","runs":{},"facts":{},"files":{},"figures":{},"tables":{}}'
    const paperDir = paper('Hello\n', { 'parts/one.typ': 'One\n', 'provenance/other.json': provenance })
    const out = path.join(paperDir, 'build', 'paper.pdf')
    const sources = (): PaperSources => JSON.parse(readFileSync(sourcesFile(out), 'utf8')) as PaperSources
    const tasks = ['other']
    await build(paperDir, { tasks, draft: true })
    expect(existsSync(sourcesFile(out))).toBe(false)
    await build(paperDir, { tasks })
    const before = sources()
    expect(before).toEqual({
      format: 1,
      paper: sha256(readFileSync(out)),
      main: 'main.typ',
      text: { 'main.typ': sha256('Hello\n'), 'parts/one.typ': sha256('One\n') },
      made: { other: sha256(provenance) },
    })
    writeFileSync(path.join(paperDir, 'main.typ'), 'Hello again\n')
    await build(paperDir, { tasks })
    expect(sources().text['main.typ']).toBe(sha256('Hello again\n'))
    expect(sources().paper).not.toBe(before.paper)
  })

  it('builds a PDF from facts, figures and tables and says what the text uses', async () => {
    const text = `${IMPORT}See @c and @s: #fact("gain"), $x = #fact("mnist.adam.accuracy")$, #fact("gain").
#fig("mnist/curves", caption: [Curves at #fact("mnist.adam.accuracy")]) <c>
#tab("mnist/scores", caption: [Scores], placement: top) <s>
#pagebreak() the end`
    const paperDir = paper(text)
    const built = await build(paperDir)
    expect(built).toMatchObject({ pages: 2, figures: ['mnist/curves'], tables: ['mnist/scores'], warnings: [] })
    expect([...built.facts].sort()).toEqual(['gain', 'mnist.adam.accuracy'])
    expect(readFileSync(built.file).subarray(0, 5).toString()).toBe('%PDF-')
    expect(readFileSync(path.join(paperDir, 'build/bocas.typ'), 'utf8')).toContain('"mnist.adam.accuracy": "97.1 %"')
  })

  it('gives the same bytes twice, at another place too', async () => {
    const text = `${IMPORT}= Title\n#fact("gain")\n#fig("mnist/curves", caption: [x])`
    const first = await build(paper(text))
    const second = await build(paper(text))
    expect(readFileSync(second.file).equals(readFileSync(first.file))).toBe(true)
  })

  it('reports every unknown fact, figure and table at once, with its place and the nearest names', async () => {
    const text = `${IMPORT}é 𝒳 #fact("mnist.adm.accuracy") and #fact("mnist.adm.accuracy").

#context fact("gian")
#include "sections/one.typ"
#fig("mnist/curve", caption: [#fact("nothing.like.it")]) <f>
#let accuracy(name) = fact("mnist." + name + ".accuracy")
#accuracy("asgd")
@f @nowhere`
    const section = `#import "../build/bocas.typ": tab\n\n#tab(\n  "mnist/score")\n`
    const paperDir = paper(text, { 'sections/one.typ': section })
    const { message, problems } = await failure(build(paperDir))
    expect(problems.map(({ message, at }) => `${message} ${at?.file}:${at?.line}:${at?.column}`)).toEqual([
      'unknown fact "mnist.adm.accuracy" paper/main.typ:2:6',
      'unknown fact "mnist.adm.accuracy" paper/main.typ:2:38',
      'unknown fact "gian" paper/main.typ:4:10',
      'unknown figure "mnist/curve" paper/main.typ:6:2',
      'unknown fact "nothing.like.it" paper/main.typ:6:32',
      'unknown fact "mnist.asgd.accuracy" paper/main.typ:7:23',
      'unknown table "mnist/score" paper/sections/one.typ:3:2',
      'label `<nowhere>` does not exist in the document paper/main.typ:9:4',
    ])
    expect(message).toContain(
      '✖ unknown fact "mnist.adm.accuracy" → at paper/main.typ:2:6\n  did you mean "mnist.adam.accuracy" or "mnist.sgd.accuracy"?',
    )
    expect(message).toContain('"nothing" is not among this paper\'s tasks: mnist, paper')
    expect(message).toContain('called from paper/main.typ:8:2')
    expect(message).toContain('The tables that exist: mnist/scores')
    expect(existsSync(path.join(paperDir, 'build/paper.pdf'))).toBe(false)
  })

  it('quotes the parts of a fact, and says which parts there are', async () => {
    const fact = { kind: 'count', text: '3 of 4', count: 3, of: 4, runs: [], forms: { count: '3', of: '4' } }
    const facts = { 'facts/paper.json': JSON.stringify({ format: 3, task: 'paper', facts: { wins: fact } }) }
    const built = await build(paper(`${IMPORT}#fact("wins") #fact("wins:of")`, facts))
    expect(built.facts).toEqual(['wins'])
    const { message } = await failure(
      build(paper(`${IMPORT}#fact("wins:cuont") #fact("win:of") #fact("wins:x")`, facts)),
    )
    expect(message).toContain(`✖ the fact "wins" has no form "cuont" → at paper/main.typ:2:2
  did you mean "wins:count"? its forms: count, of
✖ unknown fact "win:of" → at paper/main.typ:2:22
  did you mean "wins:of"?
✖ the fact "wins" has no form "x" → at paper/main.typ:2:38
  its forms: count, of`)
  })

  it('says what exists and is not in the text', async () => {
    const { unused } = await build(paper(`${IMPORT}#fact("gain")`))
    expect(unused).toEqual({
      facts: ['mnist.adam.accuracy', 'mnist.sgd.accuracy'],
      figures: ['mnist/curves'],
      tables: ['mnist/scores'],
      claims: [],
    })
  })

  it('keeps the PDF of the last good build when a build fails', async () => {
    const paperDir = paper('text')
    const { file } = await build(paperDir)
    const before = readFileSync(file)
    writeFileSync(path.join(paperDir, 'main.typ'), `${IMPORT}#fact("none")`)
    await failure(build(paperDir))
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it("shows Typst's own errors with file, line and column", async () => {
    const { message } = await failure(build(paper('text\n#let x = (\n')))
    expect(message).toBe('✖ unclosed delimiter → at paper/main.typ:2:10')
  })

  it("hands over Typst's warnings with file, line and column", async () => {
    const { warnings } = await build(paper('#set text(font: "No Such Font")\ntext'))
    expect(warnings).toMatchObject([
      { message: 'unknown font family: no such font', at: { file: 'paper/main.typ', line: 1, column: 17 } },
    ])
  })

  it('does not see what tasks left behind that are not listed', async () => {
    const leftovers = {
      'facts/old.json': factsFile('old', { best: 'x' }),
      'figures/old/best.svg': SVG,
      'tables/old/best.typ': 'x',
    }
    const text = `${IMPORT}#fact("old.best")\n#fig("old/best")\n#tab("old/best")`
    const { problems } = await failure(build(paper(text, leftovers)))
    expect(problems.map(({ message }) => message)).toEqual([
      'unknown fact "old.best"',
      'unknown figure "old/best"',
      'unknown table "old/best"',
    ])
  })

  it('reads no file outside the folder of the paper', async () => {
    const paperDir = paper('#read("../secret.txt")')
    writeFileSync(path.join(paperDir, '../secret.txt'), 'secret')
    expect((await failure(build(paperDir))).message).toContain('cannot read file outside of project root')
    const absolute = paper(`#read("${path.join(path.dirname(paperDir), 'secret.txt')}")`)
    expect((await failure(build(absolute))).message).toContain('file not found')
    const { message } = await failure(build(paperDir, { roots: { facts: '../facts' } }))
    expect(message).toContain("the folder of facts must lie in the paper's folder")
  })

  it('says which facts file is damaged', async () => {
    const wrong = JSON.stringify({ format: 3, task: 'paper', facts: { a: { kind: 'label', runs: [] } } })
    const files = { 'facts/mnist.json': '{ "format": 2,', 'facts/paper.json': wrong }
    const { message } = await failure(build(paper('text', files)))
    expect(message).toMatch(/^✖ the facts cannot be read: .* → at paper\/facts\/mnist\.json$/m)
    expect(message).toMatch(/^✖ .*: facts\.a\.text → at paper\/facts\/paper\.json$/m)
  })

  it('refuses two facts with one name', async () => {
    const clash = { 'facts/paper.json': factsFile('paper', { 'mnist.adam.accuracy': 'x' }) }
    const { message } = await failure(build(paper('text', clash)))
    expect(message).toContain('two tasks offer a fact "mnist.adam.accuracy" → at paper/facts/paper.json')
  })

  it('says that the main file is missing', async () => {
    const { message } = await failure(build(paper('text'), { main: 'article.typ' }))
    expect(message).toBe('✖ there is no such file to build a paper from → at paper/article.typ')
  })

  it('stops at a name that is not a string', async () => {
    const { message } = await failure(build(paper(`${IMPORT}#fact(7)`)))
    expect(message).toBe('✖ a fact is named by a string, not by a value of type integer → at paper/main.typ:2:2')
  })
})

describe('buildPaper with draft', () => {
  it('builds with gaps where names do not exist, and lists the holes on a last page', async () => {
    const paperDir = paper(`${IMPORT}#set page(columns: 2)\n#fact("mnist.adm.accuracy") #fig("mnist/none")`)
    const built = await build(paperDir, { draft: true, draftHoles: [{ run: 'mnist/lr=0.1', why: 'missing' }] })
    expect(built.pages).toBe(2)
    expect(built.warnings.map(({ message, at }) => [message, at?.line])).toEqual([
      ['unknown fact "mnist.adm.accuracy"', 3],
      ['unknown figure "mnist/none"', 3],
    ])
  })

  it('leaves the generated helper of the strict paper alone', async () => {
    const paperDir = paper(`${IMPORT}#fact("gain")`)
    await build(paperDir, { draft: true, out: path.join(paperDir, 'drafts/paper.pdf') })
    expect(existsSync(path.join(paperDir, 'build'))).toBe(false)
  })

  it('reads from other folders when told to', async () => {
    const paperDir = paper(`${IMPORT}#fact("mnist.only.here")`, {
      'drafts/facts/mnist.json': factsFile('mnist', { 'only.here': 'x' }),
    })
    const built = await build(paperDir, {
      draft: true,
      roots: { facts: 'drafts/facts', figures: 'drafts/figures', tables: 'drafts/tables' },
    })
    expect(built).toMatchObject({ facts: ['mnist.only.here'], warnings: [] })
  })

  it('says DRAFT on every page, also when the text sets up its pages', async () => {
    const paperDir = paper('#set page(width: 10cm, columns: 2)\n#lorem(600)')
    const typst = openTypst(paperDir)
    const main = path.join(paperDir, 'build/draft.typ')
    typst.shadow(main, draftSource('../main.typ', ['a hole']))
    const document = typst.compile(main).document!
    expect(document.numOfPages).toBeGreaterThan(2)
    expect(typst.labelled(document, DRAFT_LABEL)).toHaveLength(document.numOfPages)
  })

  it('does not build a draft whose pages would not say so', async () => {
    const { message } = await failure(build(paper('#set page(foreground: [x])\ntext'), { draft: true }))
    expect(message).toContain("the text sets the pages' foreground, where a draft says DRAFT")
  })

  it("still stops at Typst's own errors", async () => {
    const { message } = await failure(build(paper('#nothing'), { draft: true }))
    expect(message).toContain('unknown variable: nothing → at paper/main.typ:1:2')
  })
})
