import { ProblemsError } from '../../problems'
import {
  holm,
  normalise,
  performanceProfile,
  profileScores,
  type Recipe,
  type Scores,
  type StatisticName,
  type TestRefusal,
} from '../../statistics'
import { localNumber, refusal, wordsIn, type Language } from '../../text'
import { choiceNotes } from '../runs/checks'
import { checkKnown, listOf } from '../runs/options'
import type { NumberPath } from '../stored/paths'
import type { Runs } from '../runs/runs'
import type { ConfigPath } from '../runs/types'
import { rowAt } from '../comparison/names'
import { provenanceOfPlaces } from '../comparison/provenance'
import type { RowName } from '../comparison/types'
import type { LabelsAt } from '../comparison/labels-at'
import { pivot as makePivot } from '../pivot/pivot'
import type { OneOrMore, PivotHead } from '../pivot/types'
import { checkScale, checkWhole } from './across-checks'
import type { Across, AcrossOptions } from './across-types'
import { meanRanks, type MeanRanks } from './mean-ranks'
import { statisticOf, type Statistic } from './statistic'

/**
 * Evaluates candidates over many tasks or data sets: `across(runs, { rows: 'tactic', per: 'task', metric: 'score', better: 'max' })`.
 *
 * @throws Error when an option, key or metric does not exist, `scale` lacks a column, a candidate has no result in a column, or a mean would mix what it may not.
 */
export function across<
  C,
  O,
  const Rows extends OneOrMore<ConfigPath<C>>,
  const Metric extends NumberPath<O> = NumberPath<O>,
>(runs: Runs<C, O>, options: AcrossOptions<C, O, Rows, Metric>): Across<LabelsAt<C, Rows>> {
  checkKnown('across', options, [
    ...['rows', 'per', 'metric', 'better', 'scale', 'goal', 'against', 'level'],
    ...['over', 'optimistic', 'labels'],
  ])
  const { metric, better, scale, goal = 1, level = 0.05, labels = {}, optimistic = false } = options
  if (better !== 'max' && better !== 'min')
    throw new ProblemsError("`better` has to say 'max' or 'min', so that the best value can be told")
  if (!(level > 0 && level < 1))
    throw new ProblemsError(`\`level\` is a number between 0 and 1 such as 0.05, not ${level}`)
  if (listOf<string>(options.per).length === 0) throw new ProblemsError('`per` names no key')
  const pivot = makePivot(runs as Runs, {
    rows: listOf<string>(options.rows),
    cols: listOf<string>(options.per),
    values: metric,
    over: listOf<string>(options.over),
    optimistic,
  })
  const hasHoles = runs.holes.length > 0
  const { rows, columns } = pivot
  checkWhole(
    pivot.cells.map((row) => row.map(({ values }) => values.length)),
    { rows, columns },
    hasHoles,
  )
  if (scale !== undefined) checkScale(scale, columns)
  const notes = choiceNotes(runs as Runs, optimistic)
  const against = options.against === undefined ? null : rowAt(pivot, options.against)
  const everyColumn = columns.map((_, column) => column)
  const labelOf = ({ words }: PivotHead): string =>
    words.map((word) => (Object.hasOwn(labels, word) ? labels[word] : word)).join(', ')

  const isPartial = (which: readonly number[]): boolean =>
    which.some((row) => pivot.cells[row]!.some(({ values }) => values.length === 0))
  const make = (of: StatisticName, which: readonly number[], extra: Partial<Recipe>, formula: string): Statistic => {
    const recipe: Recipe = { by: 'statistic', of, level: 1 - level, better, ...extra }
    const { terms } = provenanceOfPlaces(pivot, which, everyColumn, { formula })
    return statisticOf(recipe, terms, {
      formula,
      said: notes,
      hasHoles,
      isPartial: isPartial(which),
      language: runs.language,
    })
  }
  const scored = (scale === undefined ? {} : { scale }) as Partial<Recipe>
  const words = `${scale === undefined ? '' : 'normalised '}${metric} over ${columns.length} columns`
  const one = (of: StatisticName, row: RowName, extra: Partial<Recipe> = {}): Statistic => {
    const at = rowAt(pivot, row)
    return make(of, [at], { row: rows[at]!.id, seed: 0, ...scored, ...extra }, `${of} of ${words}`)
  }
  const two = (of: StatisticName, a: RowName, b: RowName, extra: Partial<Recipe>, formula: string): Statistic => {
    const [own, other] = [rowAt(pivot, a), rowAt(pivot, b)]
    if (own === other) throw new ProblemsError(`\`${rows[own]!.id}\` is not compared with itself`)
    const names = { row: rows[own]!.id, other: rows[other]!.id }
    return make(of, [own, other], { ...names, ...extra }, `${formula} of ${names.row} and ${names.other}, ${words}`)
  }
  const everyRow = rows.map((_, row) => row)
  const terms = () => provenanceOfPlaces(pivot, everyRow, everyColumn, { formula: '' }).terms
  const ranks = (): MeanRanks | TestRefusal => {
    if (isPartial(everyRow)) return refusal('resultsMissing')
    const ids = rows.map(({ id }) => id)
    return meanRanks(ids, terms(), { level, better })
  }
  const rank = (of: 'mean rank' | 'Friedman test', row?: number): Statistic =>
    make(
      of,
      everyRow,
      row === undefined ? {} : { row: rows[row]!.id },
      `${of} of ${metric} over ${columns.length} columns`,
    )
  const signedRankOf = (a: RowName, b: RowName): Statistic =>
    two('signed-rank test over data sets', a, b, {}, 'pseudomedian of the differences')
  const scoresOf = (row: number): Scores =>
    pivot.cells[row]!.map(({ values }, column) => {
      const ends = scale?.[columns[column]!.id]
      return ends === undefined ? values : values.map((value) => normalise(value, { low: ends[0], high: ends[1] }))
    })
  return {
    rows: rows.map((row) => ({ ...row, label: labelOf(row) })),
    columns,
    metric,
    better,
    level,
    labels,
    runs: runs as Runs,
    optimistic,
    isNormalised: scale !== undefined,
    keys: listOf<string>(options.rows),
    iqm: (row) => one('interquartile mean', row),
    median: (row) => one('median over tasks', row),
    mean: (row) => one('mean over tasks', row),
    optimalityGap(row) {
      if (better === 'min' && scale === undefined)
        throw new ProblemsError(
          'an optimality gap is of scores of which more is better; normalise them: `scale: { column: [worst, best] }`',
        )
      return one('optimality gap', row, { goal })
    },
    improvement: (a, b) =>
      two(
        'probability of improvement',
        a,
        b,
        { seed: 0, ...scored, better: scale === undefined ? better : 'max' },
        'probability of improvement',
      ),
    rank: (row) => rank('mean rank', rowAt(pivot, row)),
    friedman: () => rank('Friedman test'),
    terms,
    ranks,
    criticalDifference() {
      const found = ranks()
      if ('refused' in found) {
        rank('Friedman test')
        // Of a draft: that is not known yet.
        return { difference: NaN, groups: [] }
      }
      return { difference: found.difference, groups: found.groups.map((group) => group.map((row) => rows[row]!.id)) }
    },
    signedRank(a, b) {
      const [own, other] = [rowAt(pivot, a), rowAt(pivot, b)]
      const pairs = everyRow.flatMap((first) =>
        everyRow
          .slice(first + 1)
          .filter((second) => against === null || first === against || second === against)
          .map((second) => [first, second] as const),
      )
      const at = pairs.findIndex(([first, second]) => first === Math.min(own, other) && second === Math.max(own, other))
      if (own !== other && at < 0)
        throw new ProblemsError(`only comparisons with \`${rows[against!]!.id}\` were asked for by \`against\``)
      const found = signedRankOf(a, b)
      if (found.test === null) return found
      const tested = pairs.map(([first, second]) => pOf(() => signedRankOf(rows[first]!.id, rows[second]!.id)))
      const known = tested.flatMap((p, i) => (p === null ? [] : [{ p, i }]))
      const adjusted = holm(known.map(({ p }) => p))[known.findIndex(({ i }) => i === at)]!
      return { ...found, adjusted }
    },
    posterior(a, b, { rope, of = 'better' }) {
      const names = {
        worse: 'probability of being worse',
        equivalent: 'probability of equivalence',
        better: 'probability of being better',
      } as const
      return two(names[of], a, b, { rope, seed: 0 }, `${names[of]} (region ±${rope})`)
    },
    profiles(count) {
      // Of a draft, tasks without a result yet are left out.
      const scores = everyRow.map((row) =>
        scoresOf(row)
          .filter((runs) => runs.length > 0)
          .map((runs) => runs.map(aboveNothing)),
      )
      const at = profileScores(scores, count)
      return Object.fromEntries(
        rows.flatMap(({ id }, row) =>
          scores[row]!.length === 0 ? [] : [[id, performanceProfile(scores[row]!, at, { level: 1 - level })]],
        ),
      )
    },
    note: () => ({
      text: acrossWords(columns.length, scale !== undefined, 1 - level, runs.language),
      said: notes,
    }),
  }
}

/** What is averaged over, and what the intervals are. */
function acrossWords(columns: number, isNormalised: boolean, confidence: number, language?: Language): string {
  const { across: words, table } = wordsIn(language).results
  const level = localNumber(String(Number((confidence * 100).toPrecision(4))), language)
  return `${words.columns(columns)}${isNormalised ? words.normalised : ''}${table.semicolon}${words.intervals(level)}`
}

function pOf(make: () => Statistic): number | null {
  try {
    return make().test?.p ?? null
  } catch {
    // A pair that cannot be tested is not among those that are corrected for.
    return null
  }
}

/** A run that diverged is above no score of a profile, upwards to infinity or not: it is counted among the runs, and is not one of the best. */
export const aboveNothing = (score: number): number => (Number.isFinite(score) ? score : NaN)
