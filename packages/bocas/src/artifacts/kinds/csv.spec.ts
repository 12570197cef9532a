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
    expect(() => readCsv('a,"b')).toThrow('a quoted field does not end (at character 2)')
    expect(() => readCsv('"a"b,c\n')).toThrow('a quoted field is followed by text (at character 3)')
  })

  const FORMULAS = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '=HYPERLINK("http://x")',
    '＝1+1',
    '＋1',
    '－1',
    ' ＠SUM(A1)',
    '--',
    '+',
    '-',
    '=',
  ]
  it.each(FORMULAS)('is no formula for a spreadsheet: %j', (text) => {
    const [line] = writeCsv([[text]]).split(/\n$/)
    expect(line!.replace(/^"/, '')).toMatch(/^'/)
    expect(readCsv(writeCsv([[text, `'${text}`, `''${text}`]]))).toEqual([[text, `'${text}`, `''${text}`]])
  })

  it.each(['-1', '+1', '-1.5e-7', '-.5', '-Infinity', 'NaN', "'quoted'", 'a-b', '−2.3 ± 0.4', '1-2'])(
    'leaves numbers and other text as they are: %s',
    (text) => {
      expect(writeCsv([[text]])).toBe(`${text}\n`)
      expect(readCsv(`${text}\n`)).toEqual([[text]])
    },
  )

  it('reads back any text that it wrote', () => {
    const parts = ["'", '=', '＝', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', '1', '.', 'e', 'a', '−']
    let state = 1
    const next = (): number => (state = (state * 48271) % 2147483647)
    for (let i = 0; i < 3000; i++) {
      const text = Array.from({ length: next() % 6 }, () => parts[next() % parts.length]!).join('')
      expect(readCsv(writeCsv([[text, 'x']]))).toEqual([[text, 'x']])
    }
  })
})
