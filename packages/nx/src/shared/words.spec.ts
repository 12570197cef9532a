import { age, bytes, columns, memory, time } from './words'

describe('words for people', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [12_345, '12.3 kB'],
    [99_960, '100 kB'],
    [999_600, '1.0 MB'],
    [123_456_789, '123 MB'],
    [7.5e15, '7500 TB'],
  ])('say %d bytes as %s', (size, text) => expect(bytes(size)).toBe(text))

  it.each([
    [0.04, '0.0 s'],
    [9.96, '10.0 s'],
    [44.4, '44 s'],
    [119, '119 s'],
    [120, '2 min'],
    [3 * 3600, '3 h'],
    [2 * 3600 + 5 * 60, '2 h 5 min'],
    [72 * 3600, '3 d'],
    [-5, '0.0 s'],
  ])('say %d seconds as %s', (seconds, text) => expect(time(seconds)).toBe(text))

  it('say an amount of memory closely enough to tell it from its limit', () => {
    expect([512e6, 999.6e6, 1e9, 1.02e9, 2.136e9].map(memory)).toEqual([
      '512 MB',
      '1000 MB',
      '1 GB',
      '1.02 GB',
      '2.14 GB',
    ])
  })

  it('say an age in its largest unit, and never less than nothing', () => {
    expect([-1000, 59_000, 3_599_000, 86_399_000, 86_400_000 * 400].map(age)).toEqual([
      '0 s',
      '59 s',
      '59 min',
      '23 h',
      '400 d',
    ])
  })

  it('align columns, and end no line with blanks', () => {
    expect(
      columns(
        [
          ['a', '1', 'x'],
          ['bbb', '22', ''],
        ],
        [1],
      ),
    ).toEqual(['a     1  x', 'bbb  22'])
  })
})
