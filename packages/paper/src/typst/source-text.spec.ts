import { offsetOf, replaceLiteral, stringLiteral } from './source-text'

describe('source text', () => {
  it('counts positions in characters, not in the units of JavaScript strings', () => {
    expect(offsetOf('a\r\né𝒳 #b', { line: 1, character: 3 })).toBe('a\r\né𝒳 '.length)
  })

  it('writes strings that Typst reads back as they are', () => {
    expect(stringLiteral('a "b" \\ c\n')).toBe('"a \\"b\\" \\\\ c\\u{a}"')
  })

  it('replaces a literal inside the range only', () => {
    const source = '#fact("x") #fact("x")\n'
    const second = { start: { line: 0, character: 12 }, end: { line: 0, character: 21 } }
    expect(replaceLiteral(source, second, 'x', '_')).toBe('#fact("x") #fact("_")\n')
  })

  it('finds no literal where the name is computed', () => {
    const call = { start: { line: 0, character: 1 }, end: { line: 0, character: 8 } }
    expect(replaceLiteral('#fact(x) "x"', call, 'x', '_')).toBeUndefined()
  })
})
