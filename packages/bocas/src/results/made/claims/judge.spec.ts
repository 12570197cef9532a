import type { Claim, MeasuredNumber, NumbersClaim } from './form'
import { judgeClaims } from './judge'

const number = (value: number, more: Partial<MeasuredNumber> = {}): MeasuredNumber => ({
  name: 'x',
  kind: 'estimate',
  value,
  error: null,
  n: 5,
  ...more,
})
const numbers = (
  measured: MeasuredNumber | readonly MeasuredNumber[],
  claimed: NumbersClaim['claimed'],
  as: NumbersClaim['as'] = 'number',
): Claim => ({
  kind: 'numbers',
  numbers: [measured].flat<(MeasuredNumber | readonly MeasuredNumber[])[], 1>(),
  claimed,
  as,
  runs: ['m/a'],
})
const names = (found: string[], claimed: { is?: string; oneOf?: string[] }): Claim => ({
  kind: 'names',
  names: found,
  claimed,
  runs: ['m/a'],
})
const gap = (value: number, test: Partial<MeasuredNumber['test'] & object> = {}): MeasuredNumber =>
  number(value, {
    name: 'cnn − mlp',
    error: 0.002,
    test: { adjusted: 0.003, significant: true, refused: null, isBetter: value > 0, ...test },
  })
const group = (...values: number[]): MeasuredNumber[] =>
  values.map((value, index) => number(value, { name: 'abc'[index]! }))
const say = (claim: Claim): string => {
  const { holds, says } = judgeClaims({ claim }).get('claim')!
  return `${holds}: ${says}`
}

describe('a claim holds or not, and says its numbers', () => {
  it.each<[Claim, string]>([
    [numbers(gap(0.004), { atLeast: 0.01 }), 'false: cnn − mlp = 0.004 ± 0.002, claimed ≥ 0.01'],
    [numbers(gap(0.004), { atLeast: 0.01 }, 'points'), 'false: cnn − mlp = 0.4 ± 0.2 points, claimed ≥ 1 points'],
    [numbers(gap(0.024), { atLeast: 0.01 }, 'points'), 'true: cnn − mlp = 2.4 ± 0.2 points, claimed ≥ 1 points'],
    // The noise of floating-point numbers decides nothing.
    [numbers(number(0.03 - 0.02), { atLeast: 0.01 }), 'true: x = 0.0100, claimed ≥ 0.01'],
    [numbers(number(0.03 - 0.02), { above: 0.01 }), 'false: x = 0.0100, claimed > 0.01'],
    [numbers(number(0.1 + 0.2 - 0.3), { above: 0 }), 'false: x = 0, claimed > 0'],
    [numbers(number(1e-9), { above: 0 }), 'true: x = 1e−9, claimed > 0'],
    [numbers(number(0.5), { below: 0.5 }), 'false: x = 0.500, claimed < 0.5'],
    [numbers(number(0.5), { atMost: 0.5 }), 'true: x = 0.500, claimed ≤ 0.5'],
    // A number is never shown as the bound that it misses.
    [numbers(number(0.9996), { atLeast: 1 }), 'false: x = 0.9996, claimed ≥ 1'],
    [numbers(number(0.0099996), { atLeast: 0.01 }, 'percent'), 'false: x = 0.99996 %, claimed ≥ 1 %'],
    [numbers(number(0.75), { between: [0.7, 0.8] }), 'true: x = 0.750, claimed between 0.7 and 0.8'],
    [numbers(number(0.85), { between: [0.7, 0.8] }), 'false: x = 0.850, claimed between 0.7 and 0.8'],
    [numbers(number(2), { above: 1, below: 1.5 }), 'false: x = 2, claimed < 1.5'],
    [numbers(number(2.5, { error: 0.1 }), { atLeast: 2 }, 'ratio'), 'true: x = (2.50 ± 0.10) ×, claimed ≥ 2 ×'],
    [numbers(number(-0.5), { below: -1 }), 'false: x = −0.500, claimed < −1'],
    [numbers(number(NaN), { below: 1 }), 'false: x = NaN, claimed < 1'],
    [numbers(number(Infinity), { above: 1 }), 'false: x = ∞, claimed > 1'],
    [numbers(number(NaN, { n: 0 }), { below: 1 }), 'null: x = not known yet, claimed < 1'],
    [
      numbers(number(3, { kind: 'count', of: 4, name: 'the count' }), { all: true }),
      'false: the count = 3 of 4, claimed all of them',
    ],
    [
      numbers(number(4, { kind: 'count', of: 4, name: 'the count' }), { all: true }),
      'true: the count = 4 of 4, claimed all of them',
    ],
    [numbers(number(3, { kind: 'count', of: 4 }), { exactly: 4 }), 'false: x = 3 of 4, claimed exactly 4'],
    [
      numbers(gap(0.024), { better: true, significant: true }),
      'true: cnn − mlp = 0.024 ± 0.002, p = 0.003, claimed the better one and significant',
    ],
    [
      numbers(gap(0.024, { adjusted: 0.04 }), { significant: 0.01 }),
      'false: cnn − mlp = 0.024 ± 0.002, p = 0.040, claimed significant at 0.01',
    ],
    [
      numbers(gap(0.024, { adjusted: 1e-9 }), { significant: 0.01 }),
      'true: cnn − mlp = 0.024 ± 0.002, p < 0.001, claimed significant at 0.01',
    ],
    // A mean of those runs that went well says of how many it is.
    [numbers(number(0.5, { n: 4, of: 5 }), { above: 0 }), 'true: x = 0.500 (4/5), claimed > 0'],
    [
      numbers(number(0.024, { kind: 'difference', error: 0.002, n: 9, of: 10 }), { atLeast: 0.01 }, 'points'),
      'true: x = 2.4 ± 0.2 points (9/10), claimed ≥ 1 points',
    ],
    [numbers(number(NaN, { n: 0, of: 5 }), { below: 1 }), 'null: x = not known yet (0/5), claimed < 1'],
    // Nor is a p shown as the level that it misses, whichever that is.
    [
      numbers(gap(0.024, { adjusted: 0.0502 }), { significant: 0.05 }),
      'false: cnn − mlp = 0.024 ± 0.002, p = 0.0502, claimed significant at 0.05',
    ],
    [
      numbers(gap(0.024, { adjusted: 0.0204 }), { significant: 0.02 }),
      'false: cnn − mlp = 0.024 ± 0.002, p = 0.0204, claimed significant at 0.02',
    ],
    [
      numbers(gap(0.024, { adjusted: 0.1002, significant: false, level: 0.1 }), { significant: true }),
      'false: cnn − mlp = 0.024 ± 0.002, p = 0.1002, claimed significant',
    ],
    [
      numbers(gap(0.024), { significant: false }),
      'false: cnn − mlp = 0.024 ± 0.002, p = 0.003, claimed not significant',
    ],
    [
      numbers(gap(0.01, { significant: false, adjusted: 0.4 }), { significant: false }),
      'true: cnn − mlp = 0.010 ± 0.002, p = 0.40, claimed not significant',
    ],
    // What was not tested is neither.
    ...([true, false] as const).map((significant): [Claim, string] => [
      numbers(gap(0.01, { significant: null, adjusted: null, refused: 'too few runs' }), { significant }),
      `false: cnn − mlp = 0.010 ± 0.002, not tested: too few runs, claimed ${significant ? '' : 'not '}significant`,
    ]),
    [
      numbers(gap(-0.02, { isBetter: true }), { better: true }),
      'true: cnn − mlp = −0.020 ± 0.002, claimed the better one',
    ],
    [numbers(gap(0, { isBetter: null }), { better: true }), 'false: cnn − mlp = 0.000 ± 0.002, claimed the better one'],
    [
      numbers(group(0.9, 0.8, 0.7), { order: 'descending' }),
      'true: a = 0.900; b = 0.800; c = 0.700, claimed in descending order',
    ],
    [
      numbers(group(0.9, 0.7, 0.8), { order: 'descending' }),
      'false: a = 0.900; b = 0.700; c = 0.800, claimed in descending order',
    ],
    [
      numbers(group(0.7, 0.7, 0.8), { order: 'ascending' }),
      'false: a = 0.700; b = 0.700; c = 0.800, claimed in ascending order',
    ],
    [numbers(group(0.7, NaN), { order: 'ascending' }), 'false: a = 0.700; b = NaN, claimed in ascending order'],
    [
      numbers(group(0.9, 0.89), { within: 0.005 }, 'percent'),
      'false: a = 90.0 %; b = 89.0 %, claimed no two further apart than 0.5 points, and the range is 1 points',
    ],
    [
      numbers(group(0.9, 0.89), { within: 0.01 }),
      'true: a = 0.900; b = 0.890, claimed no two further apart than 0.01, and the range is 0.01',
    ],
    // Of each, only those are told that break it.
    [numbers(group(0.9, 0.4, 0.8), { above: 0.5 }), 'false: b = 0.400, claimed > 0.5'],
    [names(['cnn'], { is: 'cnn' }), 'true: it is cnn, claimed cnn'],
    [names(['mlp'], { is: 'cnn' }), 'false: it is mlp, claimed cnn'],
    [names(['cnn', 'mlp'], { is: 'cnn' }), 'false: it is cnn and mlp, which share the place, claimed cnn'],
    [
      names(['cnn', 'mlp'], { oneOf: ['mlp', 'cnn'] }),
      'true: it is cnn and mlp, which share the place, claimed mlp or cnn',
    ],
    [names([], { is: 'cnn' }), 'null: not known yet, claimed cnn'],
    [{ kind: 'stated', holds: false, found: 'the best rate is 0.1', runs: [] }, 'false: the best rate is 0.1'],
  ])('%j', (claim, expected) => expect(say(claim)).toBe(expected))

  it('of several claims all have to hold, and those are told that do not', () => {
    const verdicts = judgeClaims({
      a: numbers(number(1), { above: 0 }),
      b: numbers(number(1), { above: 2 }),
      c: names([], { is: 'x' }),
      'a-b': { kind: 'all', claims: ['a', 'b'], runs: [] },
      'a-c': { kind: 'all', claims: ['a', 'c'], runs: [] },
      nested: { kind: 'all', claims: ['a', 'a-b'], runs: [] },
      itself: { kind: 'all', claims: ['itself'], runs: [] },
      gone: { kind: 'all', claims: ['constructor'], runs: [] },
    })
    expect(verdicts.get('a-b')).toEqual({ holds: false, says: 'b: x = 1, claimed > 2' })
    expect(verdicts.get('a-c')!.holds).toBeNull()
    expect(verdicts.get('nested')).toEqual({ holds: false, says: 'a-b: b: x = 1, claimed > 2' })
    expect(verdicts.get('itself')!.holds).toBe(false)
    expect(verdicts.get('gone')).toEqual({ holds: false, says: 'constructor: there is no claim "constructor"' })
  })
})

/** What a claim says is the truth of its numbers, whatever they are: `above` is never what `atMost` is. */
it('opposite bounds never both hold nor both break, and bounds agree with comparison beyond the ninth digit', () => {
  let state = 1
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  const holds = (value: number, claimed: NumbersClaim['claimed']): boolean | null =>
    judgeClaims({ c: numbers(number(value), claimed) }).get('c')!.holds
  for (let i = 0; i < 2000; i++) {
    const scale = 10 ** Math.round(next() * 24 - 12)
    const bound = (next() - 0.5) * scale
    const value = next() < 0.3 ? bound * (1 + (next() - 0.5) * 1e-11) : (next() - 0.5) * scale
    expect(holds(value, { above: bound })).toBe(!holds(value, { atMost: bound }))
    expect(holds(value, { below: bound })).toBe(!holds(value, { atLeast: bound }))
    if (Math.abs(value - bound) > 1e-8 * Math.max(Math.abs(value), Math.abs(bound)))
      expect(holds(value, { above: bound })).toBe(value > bound)
  }
})
