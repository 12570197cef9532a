import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineFigures } from '@bocas/figures'
import type { run } from '../../tasks/penguins/run'
import { writeKeptResults } from '../gallery/kept-results'

const figures = defineFigures<typeof run>(({ runs, table }) => {
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })
  table('methods', chosen, {
    rows: 'tactic',
    show: ['test.accuracy', 'test.macroF1'],
    better: 'max',
    as: 'percent',
    labels: {
      tactic: 'method',
      forest: 'random forest',
      neighbours: 'nearest neighbours',
      logistic: 'logistic regression',
      'test.macroF1': 'test macro F1',
    },
  })
})

/** The rows of tables and the notes of a text; without the mark of the second best, which is no Markdown. */
const cellsOf = (text: string): string[] =>
  text
    .replace(/<\/?ins>/g, '')
    .split('\n')
    .filter((line) => /^(\||Mean)/.test(line))
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/-+/g, '-')
        .replace(/underlined: second; /, ''),
    )

it('the table of docs/index.md is drawn from the results of this repository', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-index-'))
  try {
    const into = {
      figures: join(folder, 'figures'),
      tables: join(folder, 'tables'),
      facts: join(folder, 'facts.json'),
      provenance: join(folder, 'provenance.json'),
    }
    const runs = await writeKeptResults(join(folder, 'runs'), 'penguins')
    await figures.render({ task: 'penguins', runs, sweeps: {}, into, draft: false })
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'index.md'), 'utf8')
    expect(cellsOf(page)).toEqual(
      expect.arrayContaining(cellsOf(readFileSync(join(into.tables, 'methods.md'), 'utf8'))),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
