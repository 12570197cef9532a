import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { series } from 'bocas'
import { Matrix, solve } from 'ml-matrix'
import { rng } from '../../../library/random'

export interface Config {
  readonly model: 'linear trend' | 'quadratic trend'
  readonly seed: number
}

/** Monthly means of carbon dioxide at Mauna Loa, as vega-datasets has them: the day on which a month begins, and parts per million. */
const MEASURED = readFileSync(
  join(__dirname, '..', '..', '..', 'node_modules', 'vega-datasets', 'data', 'co2-concentration.csv'),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([day, co2]) => ({ day: Date.parse(day!), co2: Number(co2) }))

/** The first day that is forecast; what was measured before is learnt from. */
const FROM = Date.parse('2000-01-01')
const YEAR = 365.2425 * 24 * 3_600_000

/** A trend, and two waves of a year. */
function rowOf(day: number, { model }: Config): number[] {
  const years = (day - FROM) / YEAR
  const waves = [1, 2].flatMap((times) => [Math.sin, Math.cos].map((wave) => wave(2 * Math.PI * times * years)))
  return [1, years, ...(model === 'quadratic trend' ? [years ** 2] : []), ...waves]
}

/** Fits a model to as many months of the past as there are, drawn with replacement, and forecasts the months that follow; the last 18 of them once more. */
export function run(config: Config) {
  const random = rng(config.seed)
  const past = MEASURED.filter(({ day }) => day < FROM)
  const drawn = past.map(() => past[Math.floor(random() * past.length)]!)
  const weights = solve(
    new Matrix(drawn.map(({ day }) => rowOf(day, config))),
    Matrix.columnVector(drawn.map(({ co2 }) => co2)),
    true,
  ).to1DArray()
  const future = MEASURED.filter(({ day }) => day >= FROM)
  const error = future.map(
    ({ day, co2 }) => co2 - rowOf(day, config).reduce((sum, value, at) => sum + value * weights[at]!, 0),
  )
  const days = future.map(({ day }) => day)
  return {
    forecast: series({ day: days, error }),
    end: series({ day: days.slice(-18), error: error.slice(-18) }),
  }
}

/** Every run of the forecasts. */
export const configs = (): Config[] =>
  (['linear trend', 'quadratic trend'] as const).flatMap((model) =>
    Array.from({ length: 5 }, (_, seed): Config => ({ model, seed })),
  )
