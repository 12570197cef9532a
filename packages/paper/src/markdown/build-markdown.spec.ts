import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { buildPaper } from '../build-paper'
import type { PaperJob } from '../shared/job'
import { formatPaperError, PaperError } from '../shared/problems'
import { factsFile, makePaper, PNG, SVG } from '../test-paper'

const made: string[] = []
const FILES = {
  'facts/mnist.json': factsFile('mnist', { 'adam.accuracy': '97.1 % <&>', 'sgd.accuracy': '95.0 %' }),
  'facts/paper.json': factsFile('paper', { gain: 'two points' }),
  'figures/mnist/curves.svg': SVG,
  'tables/mnist/scores.md': '| a | b |\n| :--- | :---: |\n| x | **1 ± 0** |\n\nA note.\n',
  'references.bib': `@article{knuth1984, author = {Donald E. Knuth}, title = {Literate Programming}, journal = {CJ}, year = 1984}
@book{liskov:clu, author = {Barbara Liskov}, title = {{CLU} Reference Manual}, publisher = {Springer}, year = 1981}
`,
}

function paper(main: string, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const paperDir = makePaper({ ...FILES, 'main.md': main, ...files })
  made.push(path.dirname(paperDir))
  return paperDir
}

const build = (paperDir: string, job: Partial<PaperJob> = {}) => {
  return buildPaper({ paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.html'), ...job })
}

async function html(main: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const { file } = await build(paper(main, files))
  return readFileSync(file, 'utf8')
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

const places = ({ problems }: Failure): string[] =>
  problems.map(({ message, at }) => `${message} ${at?.file}:${at?.line}:${at?.column}`)

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe('buildPaper of main.md', () => {
  const TEXT = `# On *few* seeds

We gain {{gain}}: {{ mnist.adam.accuracy }} in [@fig:mnist/curves] and [@tab:mnist/scores].

![Curves at {{gain}}.](fig:mnist/curves)

![Scores.](tab:mnist/scores)

![A dot](pictures/dot.png) is not {{gain}}.
`

  it('puts facts, figures and tables into one file, and says what the text uses', async () => {
    const paperDir = paper(TEXT, { 'pictures/dot.png': PNG })
    const built = await build(paperDir)
    expect(built).toMatchObject({
      pages: null,
      facts: ['gain', 'mnist.adam.accuracy'],
      figures: ['mnist/curves'],
      tables: ['mnist/scores'],
      unused: { facts: ['mnist.sgd.accuracy'], figures: [], tables: [] },
      warnings: [],
    })
    const text = readFileSync(built.file, 'utf8')
    expect(text).toContain('<title>On few seeds</title>')
    expect(text).toContain(
      'We gain two points: 97.1 % &lt;&amp;&gt; in <a href="#fig:mnist/curves">Figure 1</a> and <a href="#tab:mnist/scores">Table 1</a>.',
    )
    expect(text).toContain(`<img src="data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}"`)
    expect(text).toContain('<figcaption><strong>Figure 1.</strong> Curves at two points.</figcaption>')
    expect(text).toContain('<strong>1 ± 0</strong>')
    expect(text).toContain('<p>A note.</p>')
    expect(text).toContain(`<img src="data:image/png;base64,${PNG.toString('base64')}" alt="A dot"> is not two points.`)
    expect(text).not.toMatch(/(src|href)="(?!data:|#)/)
  })

  it('gives the same bytes twice, at another place too', async () => {
    const files = { 'pictures/dot.png': PNG }
    expect(await html(TEXT, files)).toBe(await html(TEXT, files))
  })

  it('cites, and lists what is cited in the order of the text', async () => {
    const text = await html('Books [@liskov:clu, p. 3], more [@knuth1984; @liskov:clu].')
    expect(text).toMatch(/Books <a [^>]*>\[1, p\. 3\]<\/a>, more <a [^>]*>\[1\]<\/a>, <a [^>]*>\[2\]<\/a>\./)
    expect(text.replace(/<[^>]+>/g, '')).toMatch(
      /References\s+\[1\] B\. Liskov, CLU Reference Manual[^]*\[2\] D\. E\. Knuth/,
    )
  })

  it('leaves code alone, and what is escaped', async () => {
    const text = await html('`{{gain}}` and \\{{gain}}\n\n    {{gain}}\n\n```\n{{gain}} [@nobody]\n```\n')
    expect(text.match(/\{\{gain\}\}/g)).toHaveLength(4)
  })

  it('reports every unknown name at once, with its place and the nearest names', async () => {
    const text = `é𝒳 {{mnist.adm.accuracy}} and
  {{gian}}.

> - quoted \`{{gian}}\` {{gian}}
>   ![Curves {{gain:n}}](fig:mnist/curve)

| head |
| ---- |
| {{nothing.like.it}} |

![x](tab:mnist/score)

See [@fig:mnist/curve], [@nobody; @knuth1985].
`
    const paperDir = paper(text)
    const error = await failure(build(paperDir))
    expect(places(error)).toEqual([
      'unknown fact "mnist.adm.accuracy" paper/main.md:1:4',
      'unknown fact "gian" paper/main.md:2:3',
      'unknown fact "gian" paper/main.md:4:23',
      'unknown figure "mnist/curve" paper/main.md:5:5',
      'the fact "gain" has no form "n" paper/main.md:5:14',
      'unknown fact "nothing.like.it" paper/main.md:9:3',
      'unknown table "mnist/score" paper/main.md:11:1',
      'the text refers to "fig:mnist/curve" and does not show it paper/main.md:13:5',
      'the citation "nobody" is of nothing paper/main.md:13:25',
      'the citation "knuth1985" is of nothing paper/main.md:13:25',
    ])
    expect(error.message).toContain('did you mean "mnist.adam.accuracy"')
    expect(error.message).toContain('did you mean "knuth1984"?')
    expect(error.message).toContain('The figures that exist: mnist/curves')
    expect(existsSync(path.join(paperDir, 'build/paper.html'))).toBe(false)
  })

  it('takes no picture from elsewhere, and no fact in raw HTML', async () => {
    const text = `![a](../secret.png) ![b](https://example.org/b.png) ![c](gone.png)

In words ![t](tab:mnist/scores).

<div>
{{gain}}
</div>
`
    expect(places(await failure(build(paper(text))))).toEqual([
      'a table stands in a paragraph of its own paper/main.md:3:10',
      "the picture ../secret.png is not in the paper's folder paper/main.md:1:1",
      "the picture https://example.org/b.png is not in the paper's folder paper/main.md:1:21",
      'there is no picture gone.png paper/main.md:1:53',
      'a fact in raw HTML is not put in: {{gain}} paper/main.md:5:undefined',
    ])
  })

  it('says what is wrong with a bibliography', async () => {
    const { message } = await failure(
      build(paper('[@a]', { 'references.bib': '@article{a, title = {b}\n@article{c, ' })),
    )
    expect(message).toMatch(/✖ the bibliography: failed to parse/)
  })

  it('builds a draft with gaps, and says so', async () => {
    const built = await build(paper('# Title\n\n{{gian}} {{gain}} ![x](fig:none)'), {
      draft: true,
      draftHoles: [{ run: 'mnist/lr=0.1', why: 'missing' }],
    })
    expect(built.facts).toEqual(['gain'])
    expect(built.warnings.map(({ message }) => message)).toEqual(['unknown fact "gian"', 'unknown figure "none"'])
    const text = readFileSync(built.file, 'utf8')
    expect(text).toContain("content: 'DRAFT'")
    expect(text).toContain('<title>DRAFT: Title</title>')
    expect(text).toContain('<span class="gap">no fact gian</span> two points <span class="gap">no figure none</span>')
    expect(text).toContain('<li>mnist/lr=0.1: missing</li>')
    expect(text).toContain('<li>figure none: the text names it, and it does not exist</li>')
  })
})
