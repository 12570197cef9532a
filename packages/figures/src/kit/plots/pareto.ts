import { append, type Result, type AnyRuns, listOf, runsBySetting, wordsIn, type Language } from 'bocas/internal'
import type { ScatterFigure, XYPoint } from '../../figure/plot'
import { checkChoice, checkHonest, checkOptionKeys } from '../values/checks'
import type { ParetoOptions } from './figure-options'
import { type FigureContext, makePlotFrame } from './frame'
import { labelledGroups } from '../values/groups'
import { metricWords, type Labels, valueWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { metricValues } from '../values/values'
import { spreadOf } from '../values/spread'

const OPTIONS = ['x', 'xAs', 'y', 'better', 'by', 'nameBy', 'xScale']

/** The settings and their front that the options ask for. @throws Error that says what is wrong with them. */
export function makePareto(
  drawing: FigureContext,
  options: ParetoOptions<unknown, unknown>,
): PlotWithNote<ScatterFigure> {
  const { runs, styles, typography } = drawing
  const { language } = typography
  const { x, y, labels = {}, better, over } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels))
  checkChoice(options, 'xAs', ['number', 'percent', 'points'])
  checkOptionKeys(runs, over)
  for (const axis of ['x', 'y'] as const) {
    if (better?.[axis] !== 'min' && better?.[axis] !== 'max')
      throw new Error(
        `\`better\` has to say for both axes which direction is better: { x: 'min', y: 'max' }; \`${axis}\` says ${JSON.stringify(better?.[axis])}`,
      )
    checkHonest(runs, axis === 'x' ? x : y, options.optimistic)
  }
  const keys = listOf<string>(options.by)
  const counts: number[] = []
  const measured: number[] = []
  const marks: PlottedValue[] = []
  const series = labelledGroups(runs, keys, labels, language).map((group) => {
    const [xs, ys] = [metricValues(group.runs, x, runs) ?? [], metricValues(group.runs, y, runs) ?? []]
    const points = runsBySetting(group.runs, listOf<string>(over)).flatMap(({ members, first }): XYPoint[] => {
      const at = (values: readonly number[]) => members.flatMap((index) => values[index] ?? [])
      if (at(xs).length === 0 || at(ys).length === 0) return []
      append(measured, [...at(xs), ...at(ys)])
      const label = nameOf(group.runs, first, listOf<string>(options.nameBy), labels, language)
      const ids = members.map((index) => [...group.runs][index]!).map(({ task, name }) => `${task}/${name}`)
      marks.push({
        row: group.label === '' ? [] : [group.label],
        column: label === '' ? [] : [label],
        terms: [
          { name: x, metric: x, runs: ids, values: at(xs) },
          { name: y, metric: y, runs: ids, values: at(ys) },
        ],
        as: options.as,
      })
      const [place, spread] = [spreadOf(at(xs), 'none', options.xAs), spreadOf(at(ys), 'none', options.as)]
      const n = Math.min(place.n ?? 0, spread.n ?? 0)
      counts.push(n)
      return [{ x: place.y, ...spread, n, ...(label === '' ? {} : { label }) }]
    })
    return { label: group.label, style: styles.of(keys, group), points }
  })
  return {
    plot: {
      ...frame,
      kind: 'scatter',
      front: better,
      x: {
        label: options.xLabel ?? withUnit(metricWords(x, labels), options.xAs, language),
        scale: options.xScale ?? 'linear',
      },
      series,
    },
    said: {
      words: wordsIn(language).pareto,
      counts,
      lost: lostOf(measured),
      lostAs: 'offLine',
    },
    marks,
  }
}

function nameOf(runs: AnyRuns, run: Result, keys: readonly string[], labels: Labels, language?: Language): string {
  return keys
    .map((key) => {
      const group = runs
        .groupBy(key)
        .find((one) => [...one.runs].some(({ task, name }) => task === run.task && name === run.name))
      return group === undefined ? '' : valueWords(key, group.value, group.label, labels, language)
    })
    .filter((words) => words !== '')
    .join(', ')
}
