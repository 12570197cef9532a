import { readFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildPaper } from '../build-paper'
import { formatPaperError, PaperError } from '../shared/problems'
import { factsFile, makePaper } from '../test-paper'
import { checkPaper } from './check-paper'

const MADE: string[] = []
afterAll(() => MADE.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const DIVERGED = { path: 'history.loss', what: 'NaN', count: 3, of: 9, first: { step: 7, called: 'epoch' } }
const cell = (id: string) => ({ row: [], column: [], text: '1', runs: [id] })

/** A paper whose run `toy/a` has diverged and `toy/b` has not. */
function paper(text: string) {
  const paperDir = makePaper({
    'main.md': text,
    'facts/toy.json': factsFile('toy', { good: 'well', bad: 'ill' }).replace('"toy/run"', '"toy/b"'),
    'tables/toy/main.md': '| 1 |',
  })
  MADE.push(path.dirname(paperDir))
  const file = path.join(paperDir, 'provenance', 'toy.json')
  const provenance = JSON.parse(readFileSync(file, 'utf8')) as {
    runs: Record<string, object>
    facts: Record<string, { runs: string[] }>
    tables: object
  }
  provenance.runs['toy/run'] = { key: 'k', config: {}, nonFinite: [DIVERGED] }
  provenance.tables = { main: { cells: [cell('toy/b'), cell('toy/run')] } }
  writeFileSync(file, JSON.stringify(provenance))
  return { paperDir, main: 'main.md', tasks: ['toy'], out: path.join(paperDir, 'build', 'paper.html') }
}

const HINT =
  "mend the run; or, when it may be so, say it in the options of defineSweep in tasks/toy/sweep.ts: allowNaN: ['history.loss']"

describe('NaN behind what the text shows', () => {
  it.each([
    ['a fact', 'So {{toy.bad}}.', '1 of 1 run has NaN in `history.loss`, first at epoch 7, behind fact toy.bad'],
    [
      'a fact beside one that is well',
      'So {{toy.bad}} and {{toy.good}}.',
      '1 of 2 runs has NaN in `history.loss`, first at epoch 7, behind fact toy.bad',
    ],
    [
      'a table and a fact',
      'So {{toy.bad}}.\n\n![Scores.](tab:toy/main)\n',
      '1 of 2 runs has NaN in `history.loss`, first at epoch 7, behind fact toy.bad, table toy/main',
    ],
  ])('of %s is a warning of a build, and refused by a strict one', async (_, text, message) => {
    const job = paper(text)
    const { findings } = await buildPaper(job)
    expect(findings).toEqual([{ message, at: { file: 'tasks/toy' }, hints: [HINT] }])
    rmSync(job.out)
    const error: unknown = await buildPaper({ ...job, strict: true }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PaperError)
    expect(formatPaperError(error as PaperError)).toContain(`✖ ${message}`)
    expect(existsSync(job.out)).toBe(false)
    expect((await checkPaper(job)).warnings).toEqual(findings)
  })

  it('is nothing to a text that does not show it', async () => {
    const job = paper('So {{toy.good}}.')
    expect((await buildPaper({ ...job, strict: true })).findings).toEqual([])
  })
})
