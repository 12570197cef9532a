import { readCsv, writeCsv } from './csv'

describe('CSV', () => {
  it('quotes what RFC 4180 wants quoted, and tells nothing from an empty string', () => {
    expect(writeCsv([['a', 'b,c', 'd"e', 'f\ng', '', null]])).toBe('a,"b,c","d""e","f\ng","",\n')
  })

  it.each([
    [[['a']]],
    [[[null]]],
    [[['']]],
    [
      [
        [null, null],
        ['', null],
        [null, ''],
      ],
    ],
    [
      [
        ['"', '""', ',', '\n', '\r\n', ' '],
        ['1', '2', '3', '4', '5', '6'],
      ],
    ],
  ])('reads back what it wrote: %j', (lines) => {
    expect(readCsv(writeCsv(lines))).toEqual(lines)
  })

  it('reads files of other programs: line ends of Windows, no last line end', () => {
    expect(readCsv('a,b\r\n1,"2"\r\n3,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', null],
    ])
    expect(readCsv('')).toEqual([])
  })

  it('refuses quotes that do not fit', () => {
    expect(() => readCsv('a,"b')).toThrow('✖ a quoted field does not end → at character 2')
    expect(() => readCsv('"a"b,c\n')).toThrow('✖ a quoted field is followed by text → at character 3')
  })
})
