import { fitPowerLaw, type Term } from '../../statistics'
import { generator } from '../../statistics/random'
import { computeStatistic } from './compute'
import { fitSettings } from './power-law'

const SIZES = [10, 30, 100, 300, 1000, 3000]
const EXPONENT = -0.3
const TRIALS = 600

/** How often 95 % intervals of the exponent hold it: of settings, and of single runs. @param lack the sd by which settings differ from the law, that of seeds being 0.2. */
function held(lack: number) {
  const random = generator(1)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const count = { settings: 0, runs: 0 }
  for (let trial = 0; trial < TRIALS; trial++) {
    const settings = SIZES.map((size) => {
      const center = EXPONENT * Math.log(size) + lack * normal()
      return { x: Array<number>(5).fill(size), y: Array.from({ length: 5 }, () => Math.exp(center + 0.2 * normal())) }
    })
    const laws = {
      settings: fitSettings(settings),
      runs: fitPowerLaw(
        settings.flatMap(({ x }) => x),
        settings.flatMap(({ y }) => y),
      ),
    }
    for (const [name, law] of Object.entries(laws)) {
      if ('refused' in law) throw new Error(law.refused)
      const { low, high } = law.exponentInterval
      if (low <= EXPONENT && EXPONENT <= high) count[name as keyof typeof count]++
    }
  }
  return { settings: count.settings / TRIALS, runs: count.runs / TRIALS }
}

it('an interval of settings holds the exponent as often as it says, whether or not settings lie off the line; one of single runs does not', () => {
  const [exact, off] = [held(0), held(0.2)]
  for (const { settings } of [exact, off]) {
    expect(settings).toBeGreaterThan(0.93)
    expect(settings).toBeLessThan(0.97)
  }
  expect(exact.runs).toBeGreaterThan(0.93)
  expect(off.runs).toBeLessThan(0.8)
})

it('has the exponent of single runs where settings have as many seeds, and the n of settings', () => {
  const settings = [1, 2, 4, 8].map((size, at) => ({
    x: [size, size, size],
    y: [1, 1.3, 0.8].map((by, seed) => (by + ((at * seed) % 3) / 10) / size),
  }))
  const law = fitSettings(settings)
  const single = fitPowerLaw(
    settings.flatMap(({ x }) => x),
    settings.flatMap(({ y }) => y),
  )
  if ('refused' in law || 'refused' in single) throw new Error('there is a law')
  expect(law.exponent).toBeCloseTo(single.exponent, 12)
  expect(law).toMatchObject({ n: 4, df: 2 })
})

const term = (side: 'a' | 'b', values: readonly number[], column?: string): Term => ({
  name: side,
  side,
  runs: values.map((_, at) => `t/${column}${at}`),
  values,
  ...(column === undefined ? {} : { column }),
})
const recipe = { by: 'statistic', of: 'power-law exponent', level: 0.95 } as const

it.each<[string, readonly Term[], string]>([
  ['of settings without numbers', [term('a', [1], 's'), term('b', [], 's')], 'there are no values'],
  ['of sides of different length', [term('a', [1, 2, 3, 4]), term('b', [1, 2, 3])], 'there are no values'],
  [
    'where a run diverged',
    [1, 2, 4, 8].flatMap((x) => [term('a', [x, x], `x = ${x}`), term('b', [1 / x, x === 4 ? NaN : 1], `x = ${x}`)]),
    'a power law is of finite numbers above 0, and one is NaN',
  ],
  [
    'of two settings, however many their seeds',
    [1, 2].flatMap((x) => [term('a', [x, x, x], `x = ${x}`), term('b', [1, 2, 3], `x = ${x}`)]),
    'a power law takes 4 points at 3 places, and there are 2 at 2',
  ],
])('there is none %s', (_, terms, refused) => {
  expect(computeStatistic(recipe, terms)).toMatchObject({ refused })
})

it('terms without columns, as files before had them, are points of their own', () => {
  const [x, y] = [
    [1, 1, 2, 4, 8],
    [1, 1.1, 0.6, 0.2, 0.15],
  ]
  const law = fitPowerLaw(x, y)
  if ('refused' in law) throw new Error(law.refused)
  expect(computeStatistic(recipe, [term('a', x), term('b', y)])).toMatchObject({ value: law.exponent, n: 5 })
})
