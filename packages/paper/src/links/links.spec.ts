import type { FactsFile, ProvenanceFile } from 'bocas/internal'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { where } from '../../../../tools/jest/where'
import { buildPaper } from '../build-paper'
import { packPaper } from '../pack/pack-paper'
import { formatPaperError, type PaperError } from '../shared/problems'
import { factsFile, makePaper, sealMade } from '../test-paper'

const TEXT = `#import "build/bocas.typ": fact, sources
Adam: #fact("mnist.adam"), #fact("best"), #fact("mnist.old").
`

const WITH_FORMS = JSON.stringify({
  format: 3,
  task: 'mnist',
  facts: {
    adam: {
      ...{ kind: 'estimate', text: '97.1 ± 0.2', mean: 97.1, sd: 0.2, n: 2, as: 'number', runs: ['mnist/run'] },
      forms: { mean: '97.1', number: '97.1', error: '0.2', n: '2', full: '97.1 ± 0.2, n = 2' },
    },
    unused: { kind: 'label', text: '4', runs: ['mnist/run'] },
  },
})

/** A paper with facts of two runs, of one run of another task, and of one run more. */
async function paper(text: string, main = 'main.typ'): Promise<string> {
  const paperDir = makePaper({
    [main]: text,
    'facts/mnist.json': withRuns(factsFile('mnist', { adam: '97.1 %', old: '3', unused: '4' }), {
      adam: ['mnist/a b', 'mnist/b'],
    }),
    'facts/paper.json': withRuns(factsFile('paper', { best: 'Adam' }), { best: ['mnist/c'] }),
  })
  name(paperDir, 'mnist', { 'mnist/a b': 'a', 'mnist/b': 'b' })
  name(paperDir, 'paper', { 'mnist/c': 'c' })
  return paperDir
}

/** The same facts, of other runs. */
function withRuns(facts: string, runs: Readonly<Record<string, readonly string[]>>): string {
  const file = JSON.parse(facts) as FactsFile
  const changed = Object.entries(file.facts).map(([name, fact]) => [name, { ...fact, runs: runs[name] ?? fact.runs }])
  return JSON.stringify({ ...file, facts: Object.fromEntries(changed) })
}

/** Gives runs the keys that they are to have. */
function name(paperDir: string, task: string, keys: Readonly<Record<string, string>>): void {
  const file = path.join(paperDir, 'provenance', `${task}.json`)
  const provenance = JSON.parse(readFileSync(file, 'utf8')) as ProvenanceFile
  for (const [run, key] of Object.entries(keys)) provenance.runs[run] = { key: key.repeat(64), config: {} }
  writeFileSync(file, JSON.stringify(provenance))
}

async function build(text: string, links?: string, main = 'main.typ'): Promise<{ pdf: string; helper: string }> {
  const paperDir = await paper(text, main)
  const out = path.join(paperDir, 'build', 'paper.pdf')
  await buildPaper({ paperDir, tasks: ['mnist', 'paper'], out, links })
  const bytes = readFileSync(out)
  // What is compressed is read too.
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, stream]) => {
    try {
      return inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  const helper = readFileSync(path.join(paperDir, 'build', main.replace('main', 'bocas')), 'utf8')
  return { pdf: bytes.toString('latin1') + streams.join('\n'), helper }
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

describe('facts in a PDF', () => {
  it('link nowhere unless it is said', async () => {
    expect(count((await build(TEXT)).pdf, /\/Subtype\s*\/Link/g)).toBe(0)
  })

  it('link to an address of the fact, its task, and its first run', async () => {
    const { pdf } = await build(TEXT, 'https://example.org/{task}/{run}?key={key}#{name}')
    expect(pdf).toContain(`https://example.org/mnist/mnist/a%20b?key=${'a'.repeat(64)}#mnist.adam`)
    expect(pdf).toContain(`https://example.org/paper/mnist/c?key=${'c'.repeat(64)}#best`)
    expect(count(pdf, /\/Subtype\s*\/Link/g)).toBe(3)
    expect(count((await build(TEXT, 'https://example.org/{name}')).pdf, /\/Subtype\s*\/Link/g)).toBe(3)
  })

  it('link to their rows in the table of sources, which has what the text uses and the keys of the runs', async () => {
    const { pdf, helper } = await build(`${TEXT}#sources()\n`, 'appendix')
    expect(count(pdf, /\/Subtype\s*\/Link/g)).toBe(3)
    expect(helper).toContain('"mnist.adam": ("2","aaaaaaaa, bbbbbbbb",)')
    expect(count((await build(TEXT, 'appendix')).pdf, /\/Subtype\s*\/Link/g)).toBe(0)
  })

  it('are the same bytes each time, and the table needs no links', async () => {
    const text = `${TEXT}#sources()\n`
    expect((await build(text, 'appendix')).pdf).toBe((await build(text, 'appendix')).pdf)
    expect(count((await build(text)).pdf, /\/Subtype\s*\/Link/g)).toBe(0)
  })

  it('do not link where nothing can be', async () => {
    const messageOf = (links: string) => build(TEXT, links).catch((error: PaperError) => formatPaperError(error))
    expect(await messageOf('https://example.org/{fact}')).toBe(
      '✖ links: an address has no {fact}\n  it may have {name}, {task}, {run}, {key}',
    )
    expect(await messageOf('appendx')).toContain("✖ links: 'appendx' is no address\n")
    expect(await messageOf('https://example.org/a b')).toBe(
      '✖ links: an address has no character " "\n  write it as %20',
    )
    expect(await messageOf('https://example.org/{key')).toContain('✖ links: an address has no character "{"\n')
  })
})

describe('a packed paper', () => {
  it('links as the built one does, and its table says the same, although forms alone are in the text', async () => {
    const text = '#import "build/bocas.typ": fact, sources\n#fact("mnist.adam:mean"), #fact("best").\n#sources()\n'
    for (const links of ['appendix', 'https://example.org/{key}']) {
      const paperDir = await paper(text)
      writeFileSync(path.join(paperDir, 'facts', 'mnist.json'), WITH_FORMS)
      sealMade(paperDir, { again: true })
      const job = { paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.pdf'), links }
      await buildPaper(job)
      const { pdf, folder, warnings } = await packPaper({ ...job, into: path.join(paperDir, 'arxiv') })
      expect(readFileSync(pdf).equals(readFileSync(job.out))).toBe(true)
      expect(warnings).toHaveLength(1)
      expect(readFileSync(path.join(folder, 'build', 'bocas.typ'), 'utf8')).not.toContain('unused')
    }
  })
})

/** What links of a PDF by TeX lead to; its streams are compressed, its annotations are not where objects are not packed. */
const PLAIN = '\\pdfobjcompresslevel=0 \\pdfcompresslevel=0 '
const addresses = (pdf: string): string[] => [...pdf.matchAll(/\/URI\s*\(([^)]*)\)/g)].map(([, uri]) => uri!)
const { describe: describeTex } = where('latexmk')

describeTex('facts in a PDF by LaTeX', () => {
  const document = (preamble: string): string =>
    `${PLAIN}\\documentclass{article}\\input{build/bocas}${preamble}\\begin{document}\\tableofcontents
\\section{Adam at \\fact{mnist.adam}}
\\begin{tabular}{ll}\\fact{best} & $\\fact{mnist.adam}$ \\fact{mnist.old}\\end{tabular}
\\end{document}
`
  const TEMPLATE = 'https://example.org/~me/{run}?a=1&key_1={key}#{name}'

  it('link to an address where the text loads hyperref, but not in formulas and in the table of contents', async () => {
    const { pdf } = await build(document('\\usepackage{hyperref}'), TEMPLATE, 'main.tex')
    expect(addresses(pdf)).toEqual([
      `https://example.org/~me/mnist/a%20b?a=1&key_1=${'a'.repeat(64)}#mnist.adam`,
      `https://example.org/~me/mnist/c?a=1&key_1=${'c'.repeat(64)}#best`,
      'https://example.org/~me/mnist/run?a=1&key_1=mnist/run#mnist.old',
    ])
    expect(addresses((await build(document('\\usepackage{hyperref}'), undefined, 'main.tex')).pdf)).toEqual([])
  })

  it('link nowhere without hyperref, and the author is told', async () => {
    const paperDir = await paper(document(''), 'main.tex')
    const job = { paperDir, tasks: ['mnist', 'paper'], out: path.join(paperDir, 'build', 'paper.pdf') }
    const { warnings } = await buildPaper({ ...job, links: TEMPLATE })
    expect(warnings.map(({ message }) => message)).toEqual(['facts link nowhere: that takes \\usepackage{hyperref}.'])
    expect(addresses(readFileSync(job.out, 'latin1'))).toEqual([])
    expect((await buildPaper(job)).warnings).toEqual([])
  })

  it('link to no appendix', async () => {
    await expect(build(document(''), 'appendix', 'main.tex')).rejects.toThrow(
      'links: "appendix" is the table that #sources() prints, which only a paper in Typst has',
    )
  })
})

describe('facts in a paper in Markdown', () => {
  it('link to an address, except where they stand in a link', async () => {
    const paperDir = await paper('# Adam\n\n{{mnist.adam}}, [the {{best}} one](#top), {{mnist.old}}\n', 'main.md')
    const out = path.join(paperDir, 'build', 'paper.html')
    await buildPaper({ paperDir, tasks: ['mnist', 'paper'], out, links: 'https://example.org/{run}?a=1&key={key}' })
    expect(readFileSync(out, 'utf8')).toContain(
      `<p><a href="https://example.org/mnist/a%20b?a=1&amp;key=${'a'.repeat(64)}">97.1 %</a>, <a href="#top">the Adam one</a>, <a href="https://example.org/mnist/run?a=1&amp;key=mnist/run">3</a></p>`,
    )
  })
})
