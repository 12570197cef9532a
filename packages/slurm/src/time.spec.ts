import { readTime, timeInWords, writeTime } from './time'

describe('a time of Slurm', () => {
  it.each([
    ['30', 1800],
    ['1:30', 90],
    ['2:00:00', 7200],
    ['1-12', 129_600],
    ['1-12:30', 131_400],
    ['1-00:00:01', 86_401],
    ['0', 0],
    ['UNLIMITED', Infinity],
    ['INFINITE', Infinity],
  ])('%s is %s s', (text, seconds) => expect(readTime(text)).toBe(seconds))

  it.each(['', '1h', '1:2:3:4', '1-', '-1', '1.5', '1-1-1', 'NONE', ' 1'])('%s is none', (text) =>
    expect(readTime(text)).toBeUndefined(),
  )

  it.each([1, 59, 60, 3599, 3600, 86_399, 86_400, 90_061, 30 * 86_400])('%s s is read as it is written', (seconds) =>
    expect(readTime(writeTime(seconds))).toBe(seconds),
  )

  it('is never nothing, which would mean no limit', () => {
    expect(writeTime(0)).toBe('0-00:00:01')
    expect(writeTime(0.2)).toBe('0-00:00:01')
  })

  it.each([
    [45, '45 s'],
    [600, '10 min'],
    [7200, '2 h'],
    [86_400, '24 h'],
    [172_800, '2 d'],
    [180_000, '2 d 2 h'],
    [Infinity, 'any time'],
  ])('%s s is said as %s', (seconds, words) => expect(timeInWords(seconds)).toBe(words))
})
