import { friedman, stratifiedIntervals, welch } from '../../statistics'
import { reasonIn } from './refusals'
import { LANGUAGES } from './words'

const REFUSED = [
  welch([[[1], [2, 3]]]),
  welch([
    [
      [1, 1],
      [1, 1],
    ],
  ]),
  welch([
    [
      [1, NaN],
      [1, 1],
    ],
  ]),
  friedman([[1, 2]], 'max'),
  stratifiedIntervals(
    [
      [
        [1, 2],
        [1, 2],
      ],
    ],
    ([scores]) => [scores!.length],
  ),
].flatMap((one) => ('refused' in one ? [one] : []))

describe('why a statistic is refused', () => {
  it('is said in each language, by its cause', () => {
    expect(REFUSED.map(({ cause }) => cause)).toEqual(['too few', 'nothing varies', 'not finite', 'too few', 'too few'])
    expect(REFUSED.map((one) => reasonIn(one, 'de'))).toEqual([
      'zu wenige Werte',
      'die Werte unterscheiden sich nicht',
      'ein Wert ist nicht endlich',
      'zu wenige Werte',
      'zu wenige Werte',
    ])
    for (const language of LANGUAGES.filter((one) => one !== 'en'))
      for (const one of REFUSED) expect(reasonIn(one, language)).not.toBe(one.refused)
  })

  it('is said in English with its numbers', () => {
    expect(reasonIn(REFUSED[0]!)).toBe('a t test needs at least two runs of each, and there is one')
  })
})
