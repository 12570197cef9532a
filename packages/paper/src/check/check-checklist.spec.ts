import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { madeDigest } from 'bocas/internal'
import { buildPaper } from '../build-paper'
import { factsFile, makePaper } from '../test-paper'
import { checkPaper } from './check-paper'

const MADE: string[] = []
afterAll(() => MADE.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A paper about one run, with a checklist of it. */
function paper(text: string, change: (checklist: { facts: object; provenance: object }) => object = (same) => same) {
  const paperDir = makePaper({ 'main.md': text, 'facts/toy.json': factsFile('toy', { best: 'knn' }) })
  MADE.push(path.dirname(paperDir))
  const toy = JSON.parse(readFileSync(path.join(paperDir, 'provenance', 'toy.json'), 'utf8')) as { runs: object }
  const runs = Object.keys(toy.runs)
  const made = {
    facts: {
      format: 3,
      task: '@checklist',
      facts: { runs: { kind: 'count', text: '1', count: 1, runs, forms: {} } },
    },
    provenance: {
      format: 3,
      task: '@checklist',
      files: {},
      runs: toy.runs,
      facts: { runs: { runs, formula: 'the number of runs', terms: [{ name: 'run', runs, values: [] }] } },
      figures: {},
      tables: {},
    },
  }
  const { facts, provenance } = change(made) as typeof made
  const folder = path.join(paperDir, 'checklist')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'facts.json'), JSON.stringify(facts))
  const files = { 'facts.json': madeDigest(path.join(folder, 'facts.json')) }
  writeFileSync(path.join(folder, 'provenance.json'), JSON.stringify({ ...provenance, files }))
  return { paperDir, main: 'main.md', tasks: ['toy'], out: path.join(paperDir, 'build', 'paper.html') }
}
const builtFrom = (job: { paperDir: string }): string =>
  readFileSync(path.join(job.paperDir, 'build', 'paper.html'), 'utf8')

describe('facts of a checklist', () => {
  it('are quoted by the text, and nobody is told which of them are not', async () => {
    const job = paper('Of {{checklist.runs}} runs.')
    const { findings } = await buildPaper({ ...job, strict: true })
    expect(findings).toEqual([])
    expect(builtFrom(job)).toMatch(/Of .*1.* runs\./)
    expect((await checkPaper(job)).unused.fact).toEqual(['toy.best'])
    expect((await checkPaper(paper('{{toy.best}}'))).unused.fact).toEqual([])
  })

  it('that were made of other runs than those that the figures show are a warning, and refused by a strict build', async () => {
    const other = paper(
      'Of {{checklist.runs}} runs.',
      (made) => JSON.parse(JSON.stringify(made).replace(/"key":"[^"]*"/, '"key":"another"')) as object,
    )
    const findings = [
      {
        message:
          'the checklist was made of other runs than those that the figures show now, behind fact checklist.runs',
        at: { file: 'paper/checklist/facts.json' },
        hints: ['npx bocas checklist --facts'],
      },
    ]
    expect((await buildPaper(other)).findings).toEqual(findings)
    expect((await checkPaper(other)).warnings).toEqual(findings)
    await expect(buildPaper({ ...other, strict: true })).rejects.toThrow('made of other runs')
    // What the text does not show misleads nobody.
    const silent = paper(
      '{{toy.best}}',
      (made) => JSON.parse(JSON.stringify(made).replace(/"key":"[^"]*"/, '"key":"another"')) as object,
    )
    expect((await buildPaper({ ...silent, strict: true })).findings).toEqual([])
  })

  it.each<[string, (text: string) => string, RegExp]>([
    ['edited', (text) => text.replace('"count":1', '"count":2'), /`checklist\.runs` says 1, its values give 2/],
    [
      'edited with its word',
      (text) => text.replace('"text":"1","count":1', '"text":"2","count":2'),
      /has a count of 2, the values of its runs give 1/,
    ],
  ])('that were %s are refused, with the command that makes them', async (_, edit, expected) => {
    const job = paper('Of {{checklist.runs}} runs.')
    const file = path.join(job.paperDir, 'checklist', 'facts.json')
    writeFileSync(file, edit(readFileSync(file, 'utf8')))
    await expect(buildPaper(job)).rejects.toThrow(expected)
    await expect(buildPaper(job)).rejects.toThrow('npx bocas checklist --facts')
  })

  it('that are not there are named with the command that makes them', async () => {
    const job = paper('Of {{checklist.runs}} runs.')
    rmSync(path.join(job.paperDir, 'checklist'), { recursive: true })
    await expect(buildPaper(job)).rejects.toThrow('npx bocas checklist --facts makes the facts of the checklist')
  })
})
