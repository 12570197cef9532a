import { ProblemsError } from '../../problems'
import {
  holm,
  normalise,
  performanceProfile,
  profileScores,
  type Profile,
  type Recipe,
  type Scores,
  type StatisticName,
  type Term,
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
import type { Better, RowName } from '../comparison/types'
import type { LabelsAt } from '../comparison/labels-at'
import { pivot as makePivot } from '../pivot/pivot'
import type { OneOrMore, PivotHead } from '../pivot/types'
import { meanRanks, type MeanRanks } from './mean-ranks'
import { statisticOf, type Statistic } from './statistic'

/** What is evaluated, and over what. */
export interface AcrossOptions<
  C,
  O,
  Rows extends OneOrMore<ConfigPath<C>> = OneOrMore<ConfigPath<C>>,
  Metric extends NumberPath<O> = NumberPath<O>,
> {
  /** The candidates, such as `tactic`. */
  readonly rows: Rows
  /** What they are evaluated over, with equal weight: `task`, or the key of a data set. They have to be independent of each other. */
  readonly per: OneOrMore<ConfigPath<C>>
  readonly metric: Metric
  readonly better: Better
  /** By column, the scores that become 0 and 1, such as those of a random and of a human player. Said for all columns or for none. */
  readonly scale?: Readonly<Record<string, readonly [low: number, high: number]>> | undefined
  /** The score beyond which more is not wanted, for the optimality gap; 1 unless given. */
  readonly goal?: number | undefined
  /** The candidate that the others are compared with, named before the results are seen. Without it every two are compared. */
  readonly against?: RowName<LabelsAt<C, Rows>> | undefined
  /** The probability of calling a difference one where there is none; 0.05 unless given. Intervals have the confidence 1 − level. */
  readonly level?: number | undefined
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
  readonly optimistic?: boolean | string | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/** A posterior over data sets: which of three probabilities, and what counts as equivalent. */
export interface PosteriorOptions {
  /** The half width of the region of practical equivalence, in the unit of the metric: 0.01 for one point of accuracy. */
  readonly rope: number
  readonly of?: 'worse' | 'equivalent' | 'better' | undefined
}

/** Candidates evaluated over many tasks or data sets. Table, figures and text are fed by this one computation. */
export interface Across<Row extends string = string> {
  readonly rows: readonly (PivotHead & { readonly label: string })[]
  readonly columns: readonly PivotHead[]
  readonly metric: string
  readonly better: Better
  readonly level: number
  readonly labels: Readonly<Record<string, string>>
  /** @internal The runs that are evaluated, and why they are shown although that is optimistic: a figure has to say so too. */
  readonly runs: Runs
  readonly optimistic: boolean | string
  /** Whether scores are normalised: then more is better, whichever way the metric goes. */
  readonly isNormalised: boolean
  /** The keys that tell candidates apart. */
  readonly keys: readonly string[]
  /** Interquartile mean of all scores, with the stratified bootstrap interval (Agarwal et al. 2021). */
  iqm(row: RowName<Row>): Statistic
  /** Median over tasks of their means. */
  median(row: RowName<Row>): Statistic
  /** Mean over tasks of their means. */
  mean(row: RowName<Row>): Statistic
  /** By how much scores fall short of the goal. */
  optimalityGap(row: RowName<Row>): Statistic
  /** The probability that a run of `a` is better than one of `b` on a task drawn at random. */
  improvement(a: RowName<Row>, b: RowName<Row>): Statistic
  /** The mean rank over data sets; 1 is the best. @throws Error for fewer candidates or data sets than Friedman's test takes. */
  rank(row: RowName<Row>): Statistic
  /** Friedman's test, by the F of Iman and Davenport, whether all candidates rank alike. */
  friedman(): Statistic
  /** @internal The numbers of every candidate in every column. */
  terms(): readonly Term[]
  /** All mean ranks and what tells them apart, or why nothing does: what the figure `ranks` draws. */
  ranks(): MeanRanks | TestRefusal
  /**
   * How far mean ranks have to be apart to differ by Nemenyi's test, and the groups that do not, by the words of their rows: all in one where Friedman's test finds no
   * difference.
   *
   * @throws Error where there are no mean ranks.
   */
  criticalDifference(): { readonly difference: number; readonly groups: readonly (readonly string[])[] }
  /** Wilcoxon's signed-rank test of the means of two candidates over data sets: the number is the pseudomedian of the differences. p is after Holm's correction over all such pairs. */
  signedRank(a: RowName<Row>, b: RowName<Row>): Statistic
  /** The Bayesian signed-rank test over data sets. */
  posterior(a: RowName<Row>, b: RowName<Row>, options: PosteriorOptions): Statistic
  /** The performance profile of each candidate at the same scores, by the words of its row. */
  profiles(count?: number): Readonly<Record<string, Profile>>
  /** What a reader has to know, as sentences without a stop. */
  note(): { readonly text: string; readonly said: readonly string[] }
}

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

interface Heads {
  readonly rows: readonly PivotHead[]
  readonly columns: readonly PivotHead[]
}

/** @throws Error that names what is missing: a mean over tasks that leaves some out would compare other tasks. */
function checkWhole(counts: readonly (readonly number[])[], { rows, columns }: Heads, hasHoles: boolean): void {
  const missing = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (count === 0 ? [`${rows[i]!.id} in ${columns[j]!.id}`] : [])),
  )
  if (missing.length === 0 || hasHoles) return
  throw new ProblemsError(
    `every candidate needs a result in every column, and there is none of ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}; choose with only()`,
  )
}

function checkScale(scale: NonNullable<Recipe['scale']>, columns: readonly PivotHead[]): void {
  const lacking = columns.filter(({ id }) => !Object.hasOwn(scale, id)).map(({ id }) => id)
  const wrong = Object.entries(scale).filter(
    ([, ends]) => !Array.isArray(ends) || ends.length !== 2 || !ends.every(Number.isFinite) || ends[0] === ends[1],
  )
  const unknown = Object.keys(scale).filter((id) => !columns.some((column) => column.id === id))
  const problems = [
    ...(lacking.length === 0 ? [] : [`\`scale\` says nothing of ${lacking.join(', ')}`]),
    ...(unknown.length === 0
      ? []
      : [`\`scale\` names ${unknown.join(', ')}, and the columns are ${columns.map(({ id }) => id).join(', ')}`]),
    ...wrong.map(([id]) => `\`scale.${id}\` is two different numbers, the scores that become 0 and 1`),
  ]
  if (problems.length > 0) throw new ProblemsError(problems.map((message) => ({ message })))
}
