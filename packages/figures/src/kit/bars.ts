import { type BarsFigure, type Spread } from '../figure/figure'
import { checkAlike, checkChoice, checkHonest } from './checks'
import { type Drawing, factorOf, lostWords, makeFrame, noteOf } from './frame'
import { type AnyRuns, groupsOf, isSameGroup, listOf } from './groups'
import { keyWords, metricWords } from './labels'
import { metricValues } from './metric-values'
import { spreadOf, spreadWords } from './spread'
import { type BarsOptions } from './types'

const OPTIONS = ['y', 'x', 'by', 'error']

/** The bars that the options ask for. @throws Error that says what is wrong with them. */
export function makeBars(drawing: Drawing, options: BarsOptions<unknown, unknown>): BarsFigure {
  const { runs } = drawing
  const { y, x, by, error = 'sd', labels = {}, over } = options
  const frame = makeFrame(drawing, options, OPTIONS, metricWords(y, labels))
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
  if (options.yScale === 'log')
    throw new Error('bars start at zero, which a logarithmic axis does not have; use lines() or scatter()')
  checkHonest(runs, y, options.optimistic)
  const keys = listOf<string>(x)
  const groups = groupsOf(runs, keys, labels)
  const counts: number[] = []
  const bar = (members: AnyRuns | undefined, where: string): Spread | null => {
    if (members === undefined) return null
    checkAlike(members, over, where)
    const values = metricValues(members, y, runs)
    if (values === null) return null
    counts.push(values.length)
    return spreadOf(values, error, factorOf(options))
  }
  const series = groupsOf(runs, listOf<string>(by), labels).map((one) => {
    const parts = groupsOf(one.runs, keys, labels)
    const members = (group: (typeof groups)[number]) => parts.find((part) => isSameGroup(part, group))?.runs
    return {
      label: one.label,
      bars: groups.map((group) => bar(members(group), [one.label, group.label].filter(Boolean).join(', '))),
    }
  })
  return {
    ...frame,
    kind: 'bars',
    x: {
      label: options.xLabel ?? keys.map((key) => keyWords(key, labels)).join(', '),
      groups: groups.map((group) => group.words.join(', ')),
    },
    series,
    ...noteOf(
      spreadWords(error, counts),
      lostWords(series.flatMap(({ bars }) => bars.flatMap((one) => (one === null ? [] : [one.y])))),
    ),
  }
}
