import { type BoxesFigure } from '../figure/figure'
import { checkAlike, checkHonest } from './checks'
import { type BoxesOptions } from './figure-options'
import { checkAnnotated, type Drawing, factorOf, makePlotFrame } from './frame'
import { gridOf } from './group-grid'
import { metricWords } from './labels'
import { type Made } from './made'
import { metricValues } from './metric-values'

const OPTIONS = ['y', 'x', 'by']
const WORDS = {
  box: 'median, quartiles, whiskers up to 1.5 interquartile ranges',
  violin: 'median, density',
}

/** The boxes or violins that the options ask for. @throws Error that says what is wrong with them. */
export function makeBoxes(
  drawing: Drawing,
  options: BoxesOptions<unknown, unknown>,
  shape: BoxesFigure['shape'],
): Made<BoxesFigure> {
  const { runs } = drawing
  const { y, labels = {}, over } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels))
  checkAnnotated(options, ['y'])
  checkHonest(runs, y, options.optimistic)
  const factor = factorOf(options)
  const { axis, looks, series } = gridOf(drawing, options)
  const drawn = series.map(({ label, look, groups }) => ({
    label,
    look,
    values: groups.map(({ members, where }) => {
      if (members === undefined) return []
      checkAlike(members, over, where)
      return (metricValues(members, y, runs) ?? []).map((value) => value * factor)
    }),
  }))
  const all = drawn.flatMap(({ values }) => values)
  return {
    plot: {
      ...frame,
      kind: 'boxes',
      shape,
      x: axis,
      series: drawn,
      ...(looks === undefined ? {} : { groupLooks: looks }),
    },
    said: {
      words: WORDS[shape],
      counts: all.map((values) => values.length).filter((count) => count > 0),
      values: all.flat(),
    },
  }
}
