import {
  append,
  codedError,
  factorOf,
  formatMean,
  listOf,
  localNumber,
  summaryOfFinite,
  type AnyRuns,
  wordsIn,
} from 'bocas/internal'
import type { BarsFigure, Spread } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import { metricWords } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import { markOf, type PlottedValue } from '../values/marks'
import { spreadOf } from '../values/spread'
import { metricValues } from '../values/values'
import type { StacksOptions } from './figure-options'
import { checkAnnotated, type FigureContext, makePlotFrame } from './frame'
import { gridOf } from './group-grid'

const OPTIONS = ['y', 'x', 'error', 'show']

/** The parts of one group, run by run, of the runs that have all of them. */
interface Stack {
  readonly parts: readonly (readonly number[])[]
  readonly totals: readonly number[]
  /** How many runs there are; those that diverged have no stack. */
  readonly of: number
}

/** The stacked bars that the options ask for. @throws Error that says what is wrong with them. */
export function makeStacks(drawing: FigureContext, options: StacksOptions<unknown, unknown>): PlotWithNote<BarsFigure> {
  const { runs } = drawing
  const { error = 'sd', labels = {}, over, show = 'value' } = options
  const { language } = drawing.typography
  const words = wordsIn(language)
  const parts = listOf<string>(options.y)
  const names = parts.map((part) => metricWords(part, labels))
  const frame = makePlotFrame(drawing, options, OPTIONS, show === 'share' ? words.share : names.join(' + '))
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
  checkChoice(options, 'show', ['value', 'share'])
  checkAnnotated(options, ['y'])
  if (parts.length < 2 || new Set(parts).size < parts.length)
    throw new Error('`y` names the metrics that stand upon each other: two or more, each once')
  if (options.yScale === 'log')
    throw codedError('no-logarithm', 'stacks start at zero, which a logarithmic axis does not have')
  for (const part of parts) checkHonest(runs, part, options.optimistic)
  const { axis, series } = gridOf(drawing, options)
  const groups = series[0]?.groups ?? []
  const counts: number[] = []
  const all: number[] = []
  const marks: PlottedValue[] = []
  const stacks = groups.map(({ members, where }, index): Stack | null => {
    if (members === undefined || members.length === 0) return null
    checkAlikeOver(members, over, where)
    const values = parts.map((part) => valuesOf(members, part, runs))
    parts.forEach((part, at) =>
      append(
        marks,
        markOf({ row: [names[at]!], column: [axis.groups[index]!] }, members, part, values[at]!, options.as),
      ),
    )
    const sums = values[0]!.map((_, run) => values.reduce((sum, part) => sum + part[run]!, 0))
    append(all, sums)
    counts.push(finiteCount(sums))
    const whole = sums.flatMap((sum, run) => (Number.isFinite(sum) ? [run] : []))
    return {
      parts: values.map((part) => whole.map((run) => part[run]!)),
      totals: whole.map((run) => sums[run]!),
      of: sums.length,
    }
  })
  const shown = stacks.map((stack) => (stack === null ? null : shownOf(stack, show, error, options.as)))
  const read = (text = '') => localNumber(text, language)
  const sentences = shown.flatMap((one, index) => {
    if (one === null || !Number.isFinite(one.total.y)) return []
    const told = one.parts.map(({ text }, at) => `${names[at]} ${read(text)}`).join(words.results.between)
    return [`${axis.groups[index]}: ${show === 'share' ? told : words.alt.together(told, read(one.total.text))}.`]
  })
  return {
    plot: {
      ...frame,
      kind: 'bars',
      told: { kind: words.alt.stacks(frame.y.label, axis.label), sentences },
      x: axis,
      y: show === 'share' ? { ...frame.y, range: { max: 100, ...frame.y.range } } : frame.y,
      series: names.map((label, part) => ({
        label,
        style: { color: part, shape: part },
        bars: shown.map((one) => one?.parts[part] ?? null),
      })),
      totals: shown.map((one) => one?.total ?? null),
    },
    said: {
      ...(show === 'share' ? { words: words.stacks.shares } : { spread: error }),
      counts,
      lost: lostOf(all),
      remarks: [show === 'share' || error === 'none' ? '' : words.stacks.ofTotal],
    },
    marks,
  }
}

/** @throws Error when a run lacks a part, or has less than nothing of it. */
function valuesOf(members: AnyRuns, part: string, runs: AnyRuns): readonly number[] {
  const values = metricValues(members, part, runs)
  if (values === null)
    throw new Error(`some groups have no ${part}, and a stack without a part would look smaller than it is`)
  const wrong = values.find((value) => value < 0)
  if (wrong === undefined) return values
  throw new Error(`${part} is ${wrong} in a run, and what is stacked cannot be negative: show it with bars()`)
}

function shownOf(
  { parts, totals, of }: Stack,
  show: 'value' | 'share',
  error: NonNullable<StacksOptions<unknown, unknown>['error']>,
  as: StacksOptions<unknown, unknown>['as'],
): { readonly parts: readonly Spread[]; readonly total: Spread } {
  if (show === 'value')
    return { parts: parts.map((values) => spreadOf(values, 'none', as, of)), total: spreadOf(totals, error, as, of) }
  const whole = summaryOfFinite(totals)
  const percent = (mean: number): Spread => ({
    y: factorOf('percent') * mean,
    n: whole.n,
    of,
    text: formatMean({ mean, sd: null }, { as: 'percent' }),
  })
  // Of nothing there are no shares.
  const shares = parts.map((values) => percent(summaryOfFinite(values).mean / whole.mean))
  return { parts: shares, total: percent(shares.some(({ y }) => Number.isNaN(y)) ? NaN : 1) }
}
