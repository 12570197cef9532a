import {
  type Across,
  competes,
  factorOf,
  formatInterval,
  formatParts,
  type Language,
  localNumber,
  numbersIn,
  type Scale,
  wordsIn,
} from 'bocas/internal'
import { marksOf, cellRanks } from '../../table/ranks'
import { type Head, type NotePart, type Table, type TableCell } from '../../table/table'
import { checkChoice, checkOptions, checkShare } from '../values/checks'
import { keyWords, ownLabel } from '../values/labels'
import { lostOf } from '../values/made'
import { nonFiniteNotes } from '../values/non-finite-notes'
import { labelled } from './grid'
import { checkLegible } from './of-grid'
import { type TableContext } from './table'

/** What a table shows of an evaluation over many tasks. */
export type Measure = 'iqm' | 'median' | 'mean' | 'optimalityGap' | 'rank'

/** How a table shows an evaluation over many tasks. */
export interface AcrossStyle {
  /** The columns, from left to right: `iqm`, `median`, `mean`, `optimalityGap` unless given; `rank` is the mean rank. */
  readonly show?: readonly Measure[] | undefined
  /** For all but ranks. */
  readonly as?: Exclude<Scale['as'], 'ratio'> | undefined
  readonly digits?: number | undefined
  readonly note?: boolean | undefined
  readonly width?: 'column' | 'text' | 'any' | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
}

const MEASURES: readonly Measure[] = ['iqm', 'median', 'mean', 'optimalityGap', 'rank']

/** Whether a table is to show an evaluation over many tasks. Modules may exist twice in a process, so `instanceof` would not do. */
export const isAcross = (shown: object): shown is Across => 'iqm' in shown && 'profiles' in shown

/** The table of an evaluation. @throws Error that says what is wrong with the options, or why something cannot be shown at this n. */
export function makeAcrossTable(
  { name, isDraft, language }: TableContext,
  across: Across,
  style: AcrossStyle = {},
): Table {
  checkOptions(style, ['show', 'as', 'digits', 'note', 'width', 'labels'])
  checkChoice(style, 'as', ['number', 'percent', 'points'])
  checkChoice(style, 'width', ['column', 'text', 'any'])
  const { show = ['iqm', 'median', 'mean', 'optimalityGap'], width = 'column' } = style
  for (const measure of show) checkChoice({ show: measure }, 'show', MEASURES)
  const spoken = wordsIn(language).results.across
  const labels = { ...across.labels, ...style.labels }
  const made = show.map((measure) => columnOf(across, measure, { ...style, language }))
  const table: Table = {
    name,
    keys: { rows: across.keys, cols: [] },
    rowHeads: across.keys.map((key) => keyWords(key, labels)),
    heads: show.map((measure): Head => {
      const unit = unitOf(measure, style)
      const text = `${ownLabel(labels, measure) ?? spoken[measure]}${unit === '' ? '' : ` (${unit})`}`
      return { text, better: betterOf(across, measure) }
    }),
    columns: show.map((measure) => ({
      metric: wordsIn('en').results.across[measure],
      values: [],
      unit: unitOf(measure, style),
      ...(style.as === undefined || measure === 'rank' ? {} : { as: style.as }),
    })),
    rows: across.rows.map((head, row) => ({
      heads: labelled(head, labels, language).words,
      cells: made.map(({ cells }) => cells[row]!),
    })),
    note: style.note === false ? [] : noteOf(across, made, isDraft, language),
    width,
    ...(language === undefined || language === 'en' ? {} : { language }),
  }
  checkLegible(table)
  return table
}

/** Of ranks and gaps less is better; of normalised scores more is, whichever way the metric goes. */
const betterOf = ({ better, isNormalised }: Across, measure: Measure): 'max' | 'min' =>
  measure === 'rank' || measure === 'optimalityGap' ? 'min' : isNormalised ? 'max' : better

const unitOf = (measure: Measure, { as }: AcrossStyle): string => (measure !== 'rank' && as === 'percent' ? '%' : '')

interface MadeColumn {
  readonly cells: readonly TableCell[]
  /** Why there are no intervals. */
  readonly refused: readonly string[]
}

function columnOf(
  across: Across,
  measure: Measure,
  { as, digits, language }: AcrossStyle & { readonly language?: Language | undefined },
): MadeColumn {
  const scale: Scale = measure === 'rank' ? { digits: 2 } : { as, digits }
  const factor = factorOf(scale.as)
  const made = across.rows.map(({ id }) => across[measure](id))
  const shown = made.map(({ mean, interval, statistic }) => {
    checkShare(mean, scale.as, `the ${statistic}`, 'leave `as` out')
    if (interval === null) return { ...formatParts({ mean, sd: null }, scale), ends: null }
    const { low, high, ...parts } = formatInterval({ ...interval, mean }, scale)
    return { ...parts, ends: { low: localNumber(low, language), high: localNumber(high, language) } }
  })
  const candidates = made.map(({ mean, n, from }, i) => {
    if (n === 0) return null
    const isWhole = competes(numbersIn(from?.terms ?? []) ?? [])
    const { decimals, exponent } = shown[i]!
    return { center: isWhole ? mean : NaN, decimals, factor: factor / 10 ** exponent }
  })
  const ranks = cellRanks(candidates, betterOf(across, measure))
  const marks = marksOf(ranks)
  const cells = made.map((one, i): TableCell => {
    const { exponent, mean, ends } = shown[i]!
    const size = { n: one.n, of: one.n, runs: one.runs, ...(one.from === undefined ? {} : { from: one.from }) }
    if (one.n === 0) return { ...size, value: null, of: 1 }
    return {
      ...size,
      value: {
        shown: {
          center: localNumber(mean, language),
          error: null,
          interval: ends,
          exponent,
        },
        center: one.mean,
        error: null,
        interval: one.interval && { low: one.interval.low, high: one.interval.high },
        rank: ranks[i]!,
        mark: marks[i]!,
        signs: '',
      },
    }
  })
  return { cells, refused: made.flatMap(({ refused }) => refused ?? []) }
}

function noteOf(across: Across, made: readonly MadeColumn[], isDraft: boolean, language?: Language): NotePart[] {
  const { draft, results } = wordsIn(language)
  const { text, said } = across.note()
  const cells = made.flatMap((column) => column.cells)
  const has = (mark: 'best' | 'second') => cells.some(({ value }) => value?.mark === mark)
  const refused = new Set(made.flatMap((column) => column.refused))
  const values = numbersIn(across.terms()) ?? []
  const { notFinite, of } = lostOf(values)
  return [
    ...(isDraft ? [{ text: draft.mark }] : []),
    { text },
    ...(has('best') ? [{ mark: 'best' as const, text: results.table.bestOf.column }] : []),
    ...(has('second') ? [{ mark: 'second' as const, text: results.table.second }] : []),
    ...(notFinite > 0 ? [{ text: wordsIn(language).notFinite.keptIn(notFinite, of) }] : []),
    ...[...refused].map((reason) => ({ text: results.across.noInterval(reason) })),
    ...[...said, ...nonFiniteNotes(across.runs, [across.metric], language)].map((one) => ({ text: one })),
  ]
}
