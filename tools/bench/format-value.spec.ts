import { bytes, formatValue, goalOf } from './format-value'

describe('a value in words', () => {
  it.each([
    [0.00123, '1.2 ms'],
    [0.0834, '83 ms'],
    [0.9996, '1.00 s'],
    [4.254, '4.25 s'],
    [61.26, '61.3 s'],
  ])('of %p seconds is %p', (seconds, text) => expect(formatValue(seconds, 'seconds')).toBe(text))

  it.each([
    [812, '812 B'],
    [12.34, '12.3 B'],
    [999.7, '1.00 kB'],
    [4031, '4.03 kB'],
    [183_400_000, '183 MB'],
    [2.5e15, '2500 TB'],
  ])('of %p bytes is %p', (count, text) => expect(bytes(count)).toBe(text))

  it('of files is a number of files', () => {
    expect([1, 5, 5.123].map((count) => formatValue(count, 'files'))).toEqual(['1 file', '5 files', '5.12 files'])
  })
})

describe('a goal', () => {
  it('says whether it is met, and a third is written in two digits', () => {
    const ratio = { to: 'x', value: 0.3, cpu: null }
    expect(goalOf({ ...ratio, goal: 1 / 3, met: true })).toBe('≤ 0.33× met')
    expect(goalOf({ ...ratio, goal: 0.2, met: false })).toBe('≤ 0.2× missed')
    expect(goalOf(ratio)).toBe('')
  })
})
