import { formatTable } from './table'

describe('a text table', () => {
  it('lines text up on the left and numbers on the right, under an underlined head', () => {
    const table = formatTable(
      [{ title: 'who' }, { title: 's', align: 'right' }],
      [
        ['make', '0.5'],
        ['nx', '12.0'],
      ],
    )
    expect(table.split('\n')).toEqual(['who      s', '────  ────', 'make   0.5', 'nx    12.0'])
  })

  it('leaves missing cells empty and no blanks at the end of a line', () => {
    expect(formatTable([{ title: 'a' }, { title: 'b' }], [['x']]).split('\n')).toEqual(['a  b', '─  ─', 'x'])
  })

  it('is its head alone without rows', () => {
    expect(formatTable([{ title: 'a' }], [])).toBe('a\n─')
  })
})
