import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildPaper } from '../build-paper'
import { factsFile, makePaper } from '../test-paper'
import { checkPaper } from './check-paper'

const MADE: string[] = []
afterAll(() => MADE.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const TIE = 'k = 1 and k = 5 tie on val.accuracy (knn): k = 1, the first in the sweep, is taken'
const RULED = 'k = 7 and k = 9 tie on val.accuracy (tree): k = 7, the least k, is taken'

/** A paper in which a fact and a table hang on a tie that nobody has decided, and another fact on one that is. */
function paper(text: string) {
  const paperDir = makePaper({
    'main.md': text,
    'facts/toy.json': factsFile('toy', { best: 'knn', other: 'tree', plain: 'well' }),
    'tables/toy/main.md': '| 1 |',
  })
  MADE.push(path.dirname(paperDir))
  const file = path.join(paperDir, 'provenance', 'toy.json')
  const provenance = JSON.parse(readFileSync(file, 'utf8')) as {
    ties?: string[]
    facts: Record<string, { said?: string[] }>
    tables: object
  }
  provenance.ties = [TIE]
  provenance.facts.best!.said = [TIE]
  provenance.facts.other!.said = [RULED]
  provenance.tables = { main: { cells: [], said: [RULED, TIE] } }
  writeFileSync(file, JSON.stringify(provenance))
  return { paperDir, main: 'main.md', tasks: ['toy'], out: path.join(paperDir, 'build', 'paper.html') }
}

describe('a tie that nobody has decided', () => {
  it.each([
    ['a fact', 'So {{toy.best}}.', 'fact toy.best'],
    ['a table', '![Scores.](tab:toy/main)\n', 'table toy/main'],
    ['both', 'So {{toy.best}} and {{toy.other}}.\n\n![Scores.](tab:toy/main)\n', 'fact toy.best, table toy/main'],
  ])('behind %s is a warning of a build and of the check, and refused by a strict build', async (_, text, outputs) => {
    const job = paper(text)
    const { findings } = await buildPaper(job)
    expect(findings).toEqual([
      {
        message: `${TIE}, behind ${outputs}`,
        at: { file: 'tasks/toy/figures.ts' },
        hints: [expect.stringContaining("tie: 'first'") as string],
      },
    ])
    await expect(buildPaper({ ...job, strict: true })).rejects.toThrow(`${TIE}, behind ${outputs}`)
    expect((await checkPaper(job)).warnings).toEqual(findings)
  })

  it('is nothing to a text that does not show it, nor is one whose rule the author has said', async () => {
    const job = paper('So {{toy.plain}} and {{toy.other}}.')
    expect((await buildPaper({ ...job, strict: true })).findings).toEqual([])
  })
})
