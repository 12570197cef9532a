import { readFile } from 'node:fs/promises'
import { defineFigures } from './define-figures'
import { testFolder, testJob, writeResult } from './test-results'

/** Words that every object has something at: as a key, a value, an alternative, a metric or a label they stand for themselves. */
const WORDS = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']

async function results(folder: string, key: string) {
  const runs = []
  for (const word of WORDS)
    for (const seed of [0, 1]) {
      const config = { [key]: word, tactic: { name: word }, rate: seed === 0 ? 1 : 1, seed }
      const output = { test: { [key]: 0.5 + seed / 10, cost: 1 + seed }, val: { accuracy: 0.5 } }
      runs.push(await writeResult(folder, 'toy', `${word.replaceAll('_', 'x')}-${seed}`, config, output))
    }
  return runs
}

describe('names of what every object has', () => {
  it.each(['constructor', 'toString', 'valueOf'])('stand for themselves in all that is drawn: %s', async (key) => {
    const folder = await testFolder()
    const job = testJob(folder, await results(folder, key))
    const report = await defineFigures(({ runs, ...kit }) => {
      const y = `test.${key}`
      const shown = { y, x: key } as const
      kit.bars('bars', runs, shown)
      kit.bars('series', runs, { ...shown, x: 'tactic', by: key, over: [] })
      kit.boxes('boxes', runs, shown)
      kit.lines('lines', runs, { y, x: 'rate', by: key })
      kit.heatmap('heatmap', runs, { x: 'rate', y: key, show: y })
      kit.scatter('scatter', runs, { x: 'test.cost', y, by: key })
      kit.pareto('pareto', runs, { x: 'test.cost', y, better: { x: 'min', y: 'max' }, nameBy: key })
      kit.bars('facets', runs, { ...shown, facet: 'tactic', size: 'text', height: 160 })
      kit.table('table', runs, {
        rows: key,
        show: [y, 'test.cost'],
        better: 'none',
        digits: { 'test.cost': 1 },
      })
      const main = kit.compare(runs, { rows: key, metric: y, better: 'max', test: 'none' })
      kit.table('compared', main, {})
      kit.fact('best', main.best())
      for (const group of runs.groupBy(key)) kit.fact(`of-${group.label.replaceAll('_', 'x')}`, kit.mean(group.runs, y))
      runs.select({ each: key, by: 'val.accuracy', max: true, tie: 'first' })
    }).render(job)
    expect(report.written.length).toBeGreaterThan(30)
    for (const file of report.written.filter((path) => /\.(csv|txt|json|md|tex|typ|html|svg)$/.test(path))) {
      const text = await readFile(file, 'utf8')
      expect([file, /native code|\[object|undefined/.exec(text)?.[0]]).toEqual([file, undefined])
      if (/bars\.csv|table\.csv|heatmap\.csv/.test(file)) for (const word of WORDS) expect(text).toContain(word)
    }
  })
})
