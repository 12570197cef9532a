import { escapeRegExp, type Language, type ProvenanceFile } from 'bocas/internal'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isThere, where } from '../../../../tools/jest/where'
import { buildPaper } from '../build-paper'
import { packPaper } from '../pack/pack-paper'
import { makePaper } from '../test-paper'
import { carriedNote } from './carried'

const HAS_LATEX = isThere('latexmk')
const TEXTS: Readonly<Record<string, string>> = {
  'main.typ':
    '#import "build/bocas.typ": fact, sources\n#set document(title: "Adam")\nAdam: #fact("mnist.adam").\n\n#sources()\n',
  'main.tex':
    '\\documentclass{article}\n\\input{build/bocas}\n\\begin{document}\nAdam: \\fact{mnist.adam}.\n\\end{document}\n',
  'main.md': '# Adam\n\nAdam: {{mnist.adam}}.\n',
}
const WITH_HYPERREF = (options = ''): string =>
  `\\documentclass{article}\n\\usepackage{hyperref}\n${options}\\input{build/bocas}\n\\begin{document}\nAdam: \\fact{mnist.adam}.\n\\end{document}\n`
const NOTE = '2 results were carried over by their authors: a sum (in another order; only a “name”'

/** A paper that quotes a fact of two results and does not quote another; these keys were carried over, with a reason that is hard to write. */
function paper(
  main: string,
  text: string,
  carried: Readonly<Record<string, readonly string[]>>,
  language?: Language,
): string {
  const label = (text: string, ...runs: string[]) => ({
    kind: 'label',
    text,
    runs: runs.map((run) => `mnist/${run}`),
    ...(language && { language }),
  })
  const facts = { adam: label('97.1 %', 'a', 'b'), unused: label('4', 'c') }
  const paperDir = makePaper({ [main]: text, 'facts/mnist.json': JSON.stringify({ format: 3, task: 'mnist', facts }) })
  const file = path.join(paperDir, 'provenance/mnist.json')
  const provenance = JSON.parse(readFileSync(file, 'utf8')) as ProvenanceFile
  const run = (key: string) => ({ key: key.repeat(64), config: {}, ...(carried[key] && { accepted: carried[key] }) })
  const runs = { 'mnist/a': run('a'), 'mnist/b': run('b'), 'mnist/c': run('c') }
  writeFileSync(file, JSON.stringify({ ...provenance, runs }))
  return paperDir
}
const TWO = { a: ['only a “name”'], b: ['only a “name”', 'a sum (in another order'], c: ['it is not shown'] }

async function built(
  main: string,
  text: string,
  carried: Readonly<Record<string, readonly string[]>>,
  language?: Language,
) {
  const paperDir = paper(main, text, carried, language)
  const out = path.join(paperDir, 'build', main.endsWith('.md') ? 'paper.html' : 'paper.pdf')
  const { warnings } = await buildPaper({ paperDir, tasks: ['mnist'], out })
  return { out, warnings: warnings.map(({ message }) => message) }
}
const info = (pdf: string): string =>
  execFileSync('pdfinfo', ['-custom', pdf], { encoding: 'utf8' }) + execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
const words = (pdf: string): string => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })

describe('results that were carried over', () => {
  it('are counted once, of what is used, with each reason once', () => {
    const carried = new Map([
      ['fact a', new Map([['k1', ['x']]])],
      [
        'figure a',
        new Map([
          ['k1', ['x']],
          ['k2', ['y\nz']],
        ]),
      ],
      ['fact b', new Map([['k3', ['unused']]])],
    ])
    expect(carriedNote(carried, [{ kind: 'fact', name: 'a:mean' }])).toBe('1 result was carried over by its authors: x')
    expect(
      carriedNote(carried, [
        { kind: 'fact', name: 'a' },
        { kind: 'figure', name: 'a' },
      ]),
    ).toBe('2 results were carried over by their authors: x; y z')
    expect(carriedNote(carried, [{ kind: 'table', name: 'a' }])).toBeUndefined()
  })

  where('poppler').it('are said in the metadata of a paper in Typst, and at their row of #sources()', async () => {
    const { out, warnings } = await built('main.typ', TEXTS['main.typ']!, TWO)
    expect(warnings).toEqual([])
    expect(info(out)).toMatch(new RegExp(`Title: +Adam[\\s\\S]*Keywords: +${escapeRegExp(NOTE)}`))
    expect(words(out).replace(/\s+/g, ' ')).toContain(
      '† 2 results were carried over by their authors: only a “name”; only a “name”; a sum (in another order',
    )
    expect(words(out)).toMatch(/mnist.*adam *†/)
  })

  it.each(['de', 'fr', 'es'] as const)('are found in the metadata of a paper in %s', async (language) => {
    expect((await built('main.typ', TEXTS['main.typ']!, TWO, language)).warnings).toEqual([])
    const text = TEXTS['main.typ']!.replace('title: "Adam"', 'keywords: "mine", description: "mine"')
    expect((await built('main.typ', text, TWO, language)).warnings).toHaveLength(1)
  })

  it('are not said where a text in Typst sets all of the metadata itself, which is told', async () => {
    const text = TEXTS['main.typ']!.replace('title: "Adam"', 'keywords: "mine", description: "mine"')
    expect((await built('main.typ', text, TWO)).warnings).toEqual([
      expect.stringContaining('does not say in its metadata') as string,
    ])
    const one = TEXTS['main.typ']!.replace('title: "Adam"', 'keywords: "mine"')
    expect((await built('main.typ', one, TWO)).warnings).toEqual([])
  })

  where('latexmk', 'poppler').it.each([
    ['without hyperref', TEXTS['main.tex']!, 'Keywords'],
    ['with hyperref', WITH_HYPERREF(), 'Keywords'],
    ['with keywords of its own', WITH_HYPERREF('\\hypersetup{pdfkeywords={mine}}\n'), 'Subject'],
  ])('are said in the metadata of a paper in LaTeX %s', async (_, text, field) => {
    const { out } = await built('main.tex', text, TWO)
    expect(info(out)).toMatch(new RegExp(`CarriedOver: +${escapeRegExp(NOTE)}`))
    expect(info(out)).toMatch(
      new RegExp(`${field}: +2 results were carried over by their authors: a sum \\(in another order; only a .+name`),
    )
    if (field === 'Subject') expect(info(out)).toMatch(/Keywords: +mine/)
  })

  it('are said in the head of a paper in Markdown', async () => {
    const { out } = await built('main.md', TEXTS['main.md']!, TWO)
    expect(readFileSync(out, 'utf8')).toContain(`<meta name="keywords" content="${NOTE}">`)
  })

  it.each(Object.keys(TEXTS).filter((main) => main !== 'main.tex' || HAS_LATEX))(
    'leave %s as it is where there are none',
    async (main) => {
      const none = await built(main, TEXTS[main]!, { c: ['it is not shown'] })
      expect(readFileSync(none.out, 'latin1')).not.toMatch(/carried over|CarriedOver/)
    },
  )

  where('poppler').it.each(
    Object.keys(TEXTS).filter((main) => main !== 'main.md' && (main !== 'main.tex' || HAS_LATEX)),
  )('are said in what %s is packed to', async (main) => {
    const paperDir = paper(main, TEXTS[main]!, TWO)
    const packed = await packPaper({
      paperDir,
      tasks: ['mnist'],
      out: path.join(paperDir, 'build/paper.pdf'),
      into: path.join(paperDir, '../arxiv'),
    })
    expect(info(packed.pdf)).toContain(NOTE)
    expect(packed.warnings.map(({ message }) => message).join()).not.toContain('differ')
  })
})

it('are said in the language of the paper', () => {
  const carried = new Map([['fact mnist.adam', new Map([['a', ['nur ein Name']]])]])
  const uses = [{ kind: 'fact', name: 'mnist.adam' }] as never
  expect(carriedNote(carried, uses, 'de')).toBe('1 Ergebnis wurde von seinen Autoren übernommen: nur ein Name')
})
