import { beginsGroup, headLines, headPaths, rowSpans } from './heads'

const heads = [
  { text: 'a', below: [{ text: 'a1' }, { text: 'a2', below: [{ text: 'x' }, { text: 'y' }] }] },
  { text: 'b' },
]

describe('heads above columns', () => {
  it('stand over the columns of the heads below them; one with nothing below reaches down', () => {
    const shown = headLines(heads).map((line) =>
      line.map(({ head, start, columns, lines }) => `${head.text} ${start}+${columns}, ${lines}`),
    )
    expect(shown).toEqual([
      ['a 0+3, 1', 'b 3+1, 3'],
      ['a1 0+1, 2', 'a2 1+2, 1'],
      ['x 1+1, 1', 'y 2+1, 1'],
    ])
  })

  it('lead from the top to each column', () => {
    expect(headPaths(heads).map((path) => path.map(({ text }) => text).join(' '))).toEqual([
      'a a1',
      'a a2 x',
      'a a2 y',
      'b',
    ])
  })
})

describe('names of rows', () => {
  const rows = (...names: string[][]) => names.map((words) => ({ heads: words, cells: [] }))

  it('stand for the rows below that begin alike', () => {
    const spans = rowSpans(rows(['mlp', 'sgd', '1'], ['mlp', 'sgd', '2'], ['mlp', 'adam', '1'], ['cnn', 'adam', '1']))
    expect(spans).toEqual([
      [3, 2, 1],
      [0, 0, 1],
      [0, 1, 1],
      [1, 1, 1],
    ])
    expect([0, 1, 2, 3].map((row) => beginsGroup(spans, row))).toEqual([false, false, false, true])
  })

  it('never join rows that only end alike, and the last one never stands for two', () => {
    expect(rowSpans(rows(['a', 'x'], ['b', 'x'], ['b', 'x']))).toEqual([
      [1, 1],
      [2, 1],
      [0, 1],
    ])
    expect(rowSpans(rows(['a'], ['a']))).toEqual([[1], [1]])
  })
})
