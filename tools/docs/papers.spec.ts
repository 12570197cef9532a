import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { where } from '../jest/where'
import { buildPaper } from '@bocas/paper'
import { testFolder } from '../../packages/figures/src/test-results'
import { TOY, writeToyResults } from './toy-results'
import figures from './papers/figures'

jest.setTimeout(120_000)

const MAINS = ['main.typ', 'main.tex', 'main.md']

/** The papers that docs/papers.md quotes: one text in three languages, over the same figures, table and facts. */
describe('a paper in three languages', () => {
  let folder: string
  let paperDir: string
  beforeAll(async () => {
    folder = await testFolder()
    paperDir = join(folder, 'paper')
    const at = (kind: string, name = ''): string => join(paperDir, kind, name)
    await figures.render({
      task: TOY,
      runs: await writeToyResults(join(folder, 'results')),
      sweeps: {},
      into: {
        figures: at('figures', TOY),
        tables: at('tables', TOY),
        facts: at('facts', 'toy.json'),
        provenance: at('provenance', 'toy.json'),
      },
      draft: false,
    })
    mkdirSync(paperDir, { recursive: true })
    for (const file of [...MAINS, 'references.bib']) copyFileSync(join(__dirname, 'papers', file), join(paperDir, file))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const build = (main: string) => {
    const out = join(paperDir, 'out', `${main}${extname(main) === '.md' ? '.html' : '.pdf'}`)
    return buildPaper({ paperDir, main, tasks: [TOY], out })
  }
  const USED = {
    facts: ['toy.adam.accuracy', 'toy.gain', 'toy.rival', 'toy.slowdown'],
    figures: ['toy/curves'],
    tables: ['toy/scores'],
    unused: { facts: ['toy.runs'], figures: [], tables: [] },
    warnings: [],
  }

  for (const main of MAINS) {
    const itIfSet = main === 'main.tex' ? where('latexmk').it : it
    itIfSet(`is built from ${main}, which names the same`, async () => {
      const built = await build(main)
      expect({ ...built, facts: [...built.facts].sort() }).toMatchObject(USED)
    })
  }

  it('in Typst has figures as wide as they were drawn, and never more than their place', async () => {
    const width = 'fig("toy/curves")).width / 1mm'
    const text = `#import "build/bocas.typ": fig
#context assert(calc.abs(measure(width: 160mm, ${width} - 82) < 0.5)
#context assert(measure(width: 40mm, ${width} <= 40)
#context assert(calc.abs(measure(fig("toy/curves", width: 30mm)).width / 1mm - 30) < 0.5)\n`
    writeFileSync(join(paperDir, 'wide.typ'), text)
    await build('wide.typ')
  })

  where('latexmk').it('and so in LaTeX', async () => {
    const refuse = (when: string): string => `\\ifdim\\wd0${when}\\errmessage{a figure of \\the\\wd0, ${when}}\\fi\n`
    const text = `\\documentclass{article}
\\input{build/bocas}
\\begin{document}
\\setbox0\\hbox{\\fig{toy/curves}}${refuse('<81.5mm')}${refuse('>82.5mm')}
\\setbox0\\hbox{\\fig[width=30mm]{toy/curves}}${refuse('>30.5mm')}
\\linewidth=40mm
\\setbox0\\hbox{\\fig{toy/curves}}${refuse('<39.5mm')}${refuse('>40.1mm')}
x
\\end{document}\n`
    writeFileSync(join(paperDir, 'wide.tex'), text)
    await build('wide.tex')
  })

  it('says what the comments beside its facts say', async () => {
    const { facts } = JSON.parse(readFileSync(join(paperDir, 'facts/toy.json'), 'utf8')) as {
      facts: Record<string, { text: string }>
    }
    const source = readFileSync(join(__dirname, 'papers/figures.ts'), 'utf8')
    const said = [...source.matchAll(/fact\('([\w.]+)', .* \/\/ (.*)$/gm)].map(([, name, text]) => [name, text])
    expect(said).toHaveLength(4)
    expect(said).toEqual(said.map(([name]) => [name, facts[name!]!.text]))
  })
})
