import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { where } from '../jest/where'
import { buildPaper } from '@bocas/paper'
import { testFolder, writeResults } from '../../packages/figures/src/test-results'
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
      task: 'mnist',
      runs: await writeResults(join(folder, 'results'), 'mnist'),
      sweeps: {},
      into: {
        figures: at('figures', 'mnist'),
        tables: at('tables', 'mnist'),
        facts: at('facts', 'mnist.json'),
        provenance: at('provenance', 'mnist.json'),
      },
      draft: false,
    })
    mkdirSync(paperDir, { recursive: true })
    for (const file of [...MAINS, 'references.bib']) copyFileSync(join(__dirname, 'papers', file), join(paperDir, file))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const build = (main: string) => {
    const out = join(paperDir, 'out', `${main}${extname(main) === '.md' ? '.html' : '.pdf'}`)
    return buildPaper({ paperDir, main, tasks: ['mnist'], out })
  }
  const USED = {
    facts: ['mnist.adam.accuracy', 'mnist.gain', 'mnist.rival', 'mnist.slowdown'],
    figures: ['mnist/curves'],
    tables: ['mnist/scores'],
    unused: { facts: ['mnist.runs'], figures: [], tables: [] },
    warnings: [],
  }

  for (const main of MAINS) {
    const itIfSet = main === 'main.tex' ? where('latexmk').it : it
    itIfSet(`is built from ${main}, which names the same`, async () => {
      const built = await build(main)
      expect({ ...built, facts: [...built.facts].sort() }).toMatchObject(USED)
    })
  }

  it('says what the comments beside its facts say', async () => {
    const { facts } = JSON.parse(readFileSync(join(paperDir, 'facts/mnist.json'), 'utf8')) as {
      facts: Record<string, { text: string }>
    }
    const source = readFileSync(join(__dirname, 'papers/figures.ts'), 'utf8')
    const said = [...source.matchAll(/fact\('([\w.]+)', .* \/\/ (.*)$/gm)].map(([, name, text]) => [name, text])
    expect(said).toHaveLength(4)
    expect(said).toEqual(said.map(([name]) => [name, facts[name!]!.text]))
  })
})
