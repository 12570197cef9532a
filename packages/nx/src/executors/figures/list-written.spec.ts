import { listWritten } from './list-written'

describe('what was written', () => {
  it.each<[files: string[], lines: string[]]>([
    [[], []],
    [
      ['f/a.svg', 'f/a.pdf', 'f/b.png', 'f/a.png'],
      ['f/a.{pdf,png,svg}', 'f/b.png'],
    ],
    [
      ['t/lr=0.1.csv', 't/lr=0.2.csv', 't/lr=0.1.tex'],
      ['t/lr=0.1.{csv,tex}', 't/lr=0.2.csv'],
    ],
    [
      ['facts/mnist.json', 'plain'],
      ['facts/mnist.json', 'plain'],
    ],
  ])('has a line for each figure or table: %j', (files, lines) => expect(listWritten(files)).toEqual(lines))
})
