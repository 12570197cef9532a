import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { where } from '../jest/where'
import { buildPaper, formatPaperProblem } from '@bocas/paper'
import { judgeClaims, readFacts } from 'bocas/internal'
import { testFolder } from '../../packages/figures/src/test-results'
import { TOY, writeToyResults } from './toy-results'
import figures from './claims/figures'

jest.setTimeout(120_000)

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'claims.md'), 'utf8')

/** What docs/claims.md quotes. */
describe('the claims of the documentation', () => {
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
    for (const main of ['main.typ', 'main.tex', 'main.md'])
      copyFileSync(join(__dirname, 'claims', main), join(paperDir, main))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('hold, but the one that the page says does not', async () => {
    const { claims } = await readFacts(join(paperDir, 'facts/toy.json'))
    const broken = [...judgeClaims(claims!)].filter(([, { holds }]) => holds !== true).map(([name]) => name)
    expect(broken).toEqual(['close'])
  })

  for (const main of ['main.typ', 'main.tex', 'main.md']) {
    const itIfSet = main === 'main.tex' ? where('latexmk').it : it
    itIfSet(`are told in ${main} in the words of the page, and stop a strict build`, async () => {
      const out = join(paperDir, 'out', `${main}${extname(main) === '.md' ? '.html' : '.pdf'}`)
      const job = { paperDir, main, tasks: [TOY], out }
      const { findings } = await buildPaper(job)
      expect(findings).toHaveLength(1)
      const [message] = formatPaperProblem(findings[0]!, '⚠').split(' → at ')
      expect(page).toContain(message)
      if (main === 'main.typ') expect(page).toContain(formatPaperProblem(findings[0]!, '⚠'))
      await expect(buildPaper({ ...job, strict: true })).rejects.toThrow('the text says what does not hold')
    })
  }
})
