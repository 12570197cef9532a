import { rmSync } from 'node:fs'
import path from 'node:path'
import { readInventory } from './inventory'
import { makePaper, SVG } from '../test-paper'

const estimate = {
  kind: 'estimate',
  text: '97.1 ± 0.2 %',
  mean: 0.971,
  sd: 0.002,
  n: 5,
  as: 'percent',
  runs: ['mnist/a'],
  forms: { mean: '97.1 %', n: '5' },
}
const label = { kind: 'label', text: 'random forest', runs: ['mnist/a'] }
const facts = (task: string, entries: object) => JSON.stringify({ format: 3, task, facts: entries })

const paperDir = makePaper({
  'facts/mnist.json': facts('mnist', { 'adam.accuracy': estimate, best: label }),
  'facts/paper.json': facts('paper', { gain: estimate }),
  'facts/old.json': facts('old', { gain: estimate }),
  'figures/mnist/curves.svg': SVG,
  'figures/mnist/curves.pdf': '%PDF-',
  'figures/mnist/bars.png': '',
  'figures/mnist/bars.svg': SVG,
  'figures/paper/all.svg': SVG,
  'figures/old/curves.svg': SVG,
  'tables/mnist/scores.typ': '',
  'tables/mnist/scores.csv': '',
})
const at = (name: string) => path.join(paperDir, name)
const roots = { facts: at('facts'), figures: at('figures'), tables: at('tables') }

afterAll(() => rmSync(path.dirname(paperDir), { recursive: true, force: true }))

describe('readInventory', () => {
  it('names what belongs to a task by the task, and what belongs to the paper by itself', async () => {
    const { inventory, problems } = await readInventory(paperDir, ['mnist', 'paper'], roots, 'typst')
    expect(problems).toEqual([])
    expect([...inventory.fact.keys()]).toEqual([
      'mnist.adam.accuracy',
      ...['mean', 'number', 'error', 'n', 'full'].map((form) => `mnist.adam.accuracy:${form}`),
      'mnist.best',
      'gain',
      ...['mean', 'number', 'error', 'n', 'full'].map((form) => `gain:${form}`),
    ])
    expect([...inventory.table]).toEqual([['mnist/scores', at('tables/mnist/scores.typ')]])
  })

  it('takes the PDF of a figure before the SVG, and that before the PNG', async () => {
    const { inventory } = await readInventory(paperDir, ['mnist', 'paper'], roots, 'typst')
    expect(Object.fromEntries(inventory.figure)).toEqual({
      'mnist/curves': at('figures/mnist/curves.pdf'),
      'mnist/bars': at('figures/mnist/bars.svg'),
      all: at('figures/paper/all.svg'),
    })
  })

  it('takes what each format can show', async () => {
    const { inventory } = await readInventory(paperDir, ['mnist'], roots, 'markdown')
    expect(inventory.figure.get('mnist/curves')).toBe(at('figures/mnist/curves.svg'))
    expect(inventory.table.size).toBe(0)
    const latex = (await readInventory(paperDir, ['mnist'], roots, 'latex')).inventory
    expect(latex.figure.get('mnist/bars')).toBe(at('figures/mnist/bars.png'))
  })

  it('keeps a number on one line and lets words break', async () => {
    const { inventory } = await readInventory(paperDir, ['mnist'], roots, 'typst')
    expect(inventory.fact.get('mnist.adam.accuracy')).toBe('97.1\u00a0±\u00a00.2\u00a0%')
    expect(inventory.fact.get('mnist.adam.accuracy:mean')).toBe('97.1\u00a0%')
    expect(inventory.fact.get('mnist.best')).toBe('random forest')
  })

  it('finds nothing for a task that made nothing', async () => {
    const { inventory, problems } = await readInventory(paperDir, ['penguins'], roots, 'typst')
    expect([problems, inventory.fact.size, inventory.figure.size, inventory.table.size]).toEqual([[], 0, 0, 0])
  })
})
