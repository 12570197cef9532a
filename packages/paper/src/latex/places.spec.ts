import { texPlaces } from './places'

const at = (kind: Parameters<typeof texPlaces>[0], name: string, text: string) =>
  texPlaces(kind, name, [{ shown: 'paper/main.tex', text }]).map(({ line, column }) => [line, column])

describe('placesOf', () => {
  it('finds every place where a name is written, with options and spaces', () => {
    expect(at('fact', 'gain', 'é𝒳 \\fact{gain}\n\\fact{ gain } \\fact{gains}')).toEqual([
      [1, 4],
      [2, 1],
    ])
    expect(at('figure', 'a/b', '\\fig[width=2cm]{a/b} \\bocasfig{a/b}')).toEqual([
      [1, 1],
      [1, 22],
    ])
  })

  it('leaves comments out, and knows a percent sign from one', () => {
    expect(at('fact', 'gain', '5\\% \\fact{gain} % \\fact{gain}')).toEqual([[1, 5]])
  })

  it('finds a work among others, whatever the command', () => {
    expect(at('citation', 'b', '\\citep[see][p.~3]{a, b} \\cite{c}')).toEqual([[1, 1]])
    expect(at('reference', 'fig:x', '\\autoref{fig:x} \\eqref{fig:y}')).toEqual([[1, 1]])
  })
})
