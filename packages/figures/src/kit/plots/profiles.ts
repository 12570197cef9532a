import {
  append,
  aboveNothing,
  factorOf,
  listOf,
  localNumber,
  performanceProfile,
  profileScores,
  reasonIn,
  type Scores,
  wordsIn,
} from 'bocas/internal'
import type { LinesFigure, StyleIndex } from '../../figure/plot'
import { checkAlikeOver, checkHonest } from '../values/checks'
import { labelledGroups } from '../values/groups'
import { metricWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import { markOf, type PlottedValue } from '../values/marks'
import { metricValues } from '../values/values'
import type { ProfilesOptions } from './comparison-options'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'

interface Method {
  readonly label: string
  readonly style: StyleIndex
  readonly scores: Scores
}

/** The performance profiles that the options ask for. @throws Error that says what is wrong with them. */
export function makeProfiles(
  drawing: FigureContext,
  options: ProfilesOptions<unknown, unknown>,
): PlotWithNote<LinesFigure> {
  const { runs, styles } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { x, per, labels = {}, over, band = true } = options
  const frame = makeFrame(drawing, options, ['x', 'by', 'per', 'band'])
  checkAnnotated(options, ['x', 'y'])
  checkHonest(runs, x, options.optimistic)
  const keys = listOf<string>(options.by)
  if (keys.length === 0) throw new Error('`by` names no key')
  const marks: PlottedValue[] = []
  const all: number[] = []
  const tasks = labelledGroups(runs, listOf<string>(per), labels, language)
  const methods = labelledGroups(runs, keys, labels, language).flatMap((group): Method[] => {
    const scores = labelledGroups(group.runs, listOf<string>(per), labels, language).flatMap((task) => {
      checkAlikeOver(task.runs, over, [group.label, task.label].join(', '))
      const values = metricValues(task.runs, x, runs) ?? []
      append(marks, markOf({ row: [group.label], column: task.words }, task.runs, x, values, options.as))
      append(all, values)
      return values.length === 0 ? [] : [values.map(aboveNothing)]
    })
    if (scores.length < tasks.length && !drawing.isDraft)
      throw new Error(
        `${group.label} has ${x} on ${scores.length} of ${tasks.length} tasks, and a profile weighs all tasks equally: take those that all methods have`,
      )
    return scores.length === 0 ? [] : [{ label: group.label, style: styles.of(keys, group), scores }]
  })
  const at = profileScores(methods.map(({ scores }) => scores))
  const profiles = methods.map(({ scores }) => performanceProfile(scores, at))
  const [refused] = profiles.flatMap(({ reason }) => (reason === undefined ? [] : [reasonIn({ reason }, language)]))
  const factor = factorOf(options.as)
  const label = options.xLabel ?? withUnit(metricWords(x, labels), options.as, language)
  const counts = methods.flatMap(({ scores }) => scores.map((one) => one.length))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: words.alt.profiles(label),
        sentences: methods.map(({ label: name }, index) => {
          const half = profiles[index]!.points.filter(({ share }) => share >= 0.5).at(-1)
          const score = half && localNumber(String(Number((half.score * factor).toPrecision(3))), language)
          return `${name}: ${score === undefined ? words.alt.noHalf : words.alt.halfAbove(score)}.`
        }),
      },
      x: { label, scale: 'linear' },
      y: { label: options.yLabel ?? words.profiles.above, scale: 'linear', range: { min: 0, max: 102 } },
      series: methods.map(({ label: name, style }, index) => ({
        label: name,
        style,
        points: profiles[index]!.points.map(({ score, share, interval }) => ({
          x: score * factor,
          y: 100 * share,
          ...(interval === null || !band ? {} : { low: 100 * interval.low, high: 100 * interval.high }),
        })),
      })),
      spread: 'bands',
      join: 'steps',
      names: 'legend',
      markers: false,
    },
    said: {
      words: words.profiles.tasks(tasks.length),
      counts,
      lost: lostOf(all),
      lostAs: 'aboveNothing',
      remarks: [!band ? '' : refused === undefined ? words.profiles.band : words.profiles.noBand(refused)],
    },
    marks,
  }
}
