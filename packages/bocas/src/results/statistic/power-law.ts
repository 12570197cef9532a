import { fitPowerLaw, geometricMeanOf, type PowerLaw, type Term, type TestRefusal } from '../../statistics'
import { refusal } from '../../text'

/** What the runs of one setting cost and gave: numbers of the same runs, in the same order. */
export interface CostAndGain {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/**
 * The power law of some settings, each of which is one point: the geometric means of its runs. Whatever shows a law, in a figure, its words or a fact, takes it from
 * here.
 *
 * What such a law is about are settings (sizes, budgets), and its seeds only repeat each. A setting that lies off the line takes all of its seeds with it, so that
 * single runs would count for more points than there are: where settings differ from the line as much as their seeds differ, an interval of single runs is too
 * narrow (`power-law.spec.ts` counts how often). One of settings holds what it says with and without such differences, and is wide where settings are few.
 * Scaling papers often fit single runs; with as many seeds of each setting the exponent is the same. The means are those of the logarithms, for they are what is fitted.
 *
 * @returns a refusal for fewer than 4 settings or 3 different places, or when a run has a number that is not finite and above 0: without runs that diverged the law would be of
 * those that went well.
 */
export function fitSettings(settings: readonly CostAndGain[], level = 0.95): PowerLaw | TestRefusal {
  if (settings.some(({ x, y }) => x.length === 0 || y.length === 0)) return refusal('noValues')
  const wrong = settings.flatMap(({ x, y }) => [...x, ...y]).find((value) => !(value > 0 && value < Infinity))
  if (wrong !== undefined) return refusal('notPositiveForLaw', wrong)
  return fitPowerLaw(
    settings.map(({ x }) => geometricMeanOf(x)),
    settings.map(({ y }) => geometricMeanOf(y)),
    level,
  )
}

/** The settings that terms name by their columns. A term without a column has one value for each setting. */
export function settingsIn(terms: readonly Term[]): CostAndGain[] {
  const columns = [...new Set(terms.map(({ column }) => column))]
  return columns.flatMap((column) => {
    const of = (side: 'a' | 'b'): number[] =>
      terms.filter((term) => term.side === side && term.column === column).flatMap(({ values }) => values.map(Number))
    const [x, y] = [of('a'), of('b')]
    if (column !== undefined) return [{ x, y }]
    return Array.from({ length: Math.max(x.length, y.length) }, (_, at) => ({
      x: x.slice(at, at + 1),
      y: y.slice(at, at + 1),
    }))
  })
}
