import type { NamedRun, PaperOutput } from './read-outputs'
import { selectOutputs } from './select-outputs'

const run = (id: string, config: NamedRun['config']): [string, NamedRun] => [id, { id, key: id, config }]
const RUNS = new Map([
  run('m/a', { tactic: { name: 'cnn' }, model: { lr: 0.1 }, optimizer: 'adam' }),
  run('m/b', { tactic: { name: 'cnn' }, model: { lr: 0.2 }, optimizer: 'adam' }),
  run('m/c', { tactic: { name: 'mlp' }, model: { lr: 0.1 }, optimizer: 'adam' }),
])
const cell = (head: string, column: string, id: string) => ({
  row: [head],
  column: [column],
  metric: 'test.accuracy',
  text: id,
  runs: [id],
})
const THINGS: readonly PaperOutput[] = [
  { kind: 'fact', name: 'm.gain', task: 'm', of: new Map(), runs: ['m/a'] },
  { kind: 'figure', name: 'm/main', task: 'm', of: new Map(), runs: ['m/a'] },
  {
    kind: 'table',
    name: 'm/main',
    task: 'm',
    of: new Map(),
    runs: ['m/a', 'm/b', 'm/c'],
    cells: [cell('CNN', '0.1', 'm/a'), cell('CNN', '0.2', 'm/b'), cell('MLP', '0.1', 'm/c')],
  },
]
const select = (...words: string[]): unknown => {
  const selected = selectOutputs(THINGS, RUNS, words)
  if ('message' in selected) return `${selected.message} — ${selected.hint}`
  return selected.outputs.map(
    ({ kind, cells, runs }) =>
      `${kind}${cells ? ` ${cells.map(({ text }) => text).join(' ')}` : ''}: ${runs.join(' ')}`,
  )
}

describe('words name', () => {
  it('a fact, with or without the part of it that the text quotes', () => {
    expect(select('m.gain')).toEqual(['fact: m/a'])
    expect(select('m.gain:n')).toEqual(['fact: m/a'])
  })

  it('a figure and a table of one name, or the one whose kind is said', () => {
    expect(select('m/main')).toEqual(['figure: m/a', 'table m/a m/b m/c: m/a m/b m/c'])
    expect(select('figure:m/main')).toEqual(['figure: m/a'])
  })

  it.each([
    [['m/main', 'cnn', '0.2'], 'table m/b: m/b'],
    [['m/main:CNN,0.2'], 'table m/b: m/b'],
    [['table:m/main:0.2'], 'table m/b: m/b'],
    [['m/main', 'mlp'], 'table m/c: m/c'],
    [['m/main', 'tactic=cnn', 'lr=0.1'], 'table m/a: m/a'],
    [['m/main', 'model.lr=0.1'], 'table m/a m/c: m/a m/c'],
    [['m/main', 'adam', 'accuracy', 'CNN'], 'table m/a m/b: m/a m/b'],
  ])('cells: %j', (words, expected) => expect(select(...words)).toEqual([expected]))

  it('nothing, and then the nearest names are told', () => {
    expect(select('m.gian')).toBe(
      "there is no fact, figure, table or claim 'm.gian' — did you mean `m.gain`? There are: `m.gain`, `m/main`",
    )
    expect(select('table:m.gain')).toBe("there is no table 'm.gain' — did you mean `m/main`? There are: `m/main`")
    expect(select('m/main', 'cnn', 'CNM')).toBe(
      "no cell of m/main is that of 'CNM' — did you mean `CNN`? There are: `CNN`, `0.1`, `test.accuracy`, `0.2`, `MLP`",
    )
    expect(select('m/main', 'mlp', '0.2')).toMatch(/^no cell of m\/main is that of 'mlp' and '0.2'/)
    expect(select('figure:m/main', 'cnn')).toBe('figure m/main has no cells — bocas trace m/main')
  })
})
