import {
  countWords,
  hasLooseNumber,
  isContrast,
  isStoredNumber,
  measuredWords,
  noteForm,
  provenanceOf,
  SHARED,
  sharedText,
  withoutUndefined,
  type AnyRuns,
} from 'bocas/internal'
import type { Contrast, Estimate, Fact, Measured, Provenance, Statistic, StatisticName, Language } from 'bocas/internal'
import { checkChoice, checkOptions, checkShare } from '../values/checks'
import type { Count, FactOptions, Label } from '../kit-values'

/** A fact, and what it was computed from. */
export interface MadeFact {
  readonly fact: Fact
  readonly from?: Provenance
}

/** What `fact` takes. */
export type FactValue = Estimate | Contrast | Statistic | Count | Label

/**
 * The fact that the text quotes.
 *
 * @throws Error when the value is neither an estimate nor a contrast nor a count nor a label, comes from no run, is a number that does not know those of its
 *   runs, or cannot be shown as it should.
 */
export function makeFact(
  value: FactValue,
  options: FactOptions = {},
  isDraft = false,
  language: Language = 'en',
): MadeFact {
  const made = plainFact(value, options, isDraft, language)
  const notes = [...(value.said ?? [])]
  if (notes.length === 0) return made
  const { forms } = made.fact
  return { ...made, fact: { ...made.fact, said: notes, forms: { ...forms, ...noteForm(notes) } } }
}

function plainFact(value: FactValue, options: FactOptions, isDraft: boolean, language: Language): MadeFact {
  checkOptions(options, ['as', 'digits', 'error', 'thousands', 'unit'])
  checkChoice(options, 'as', ['number', 'percent', 'points', 'ratio'])
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'interval', 'none'])
  if (value === null || typeof value !== 'object')
    throw new Error(`a fact is an estimate (from mean()), a count or a label, not ${String(value)}`)
  if (!isDraft) checkSourced(value, 'fact')
  const provenance = provenanceOf(value)
  const from = provenance === undefined ? {} : { from: provenance }
  const spoken = spokenIn(language)
  if ('label' in value)
    return { fact: { kind: 'label', text: labelText(value, language), ...spoken, runs: [...value.runs] }, ...from }
  if ('count' in value) return { fact: countFact(value, spoken, options.thousands), ...from }
  if (!isDraft) checkError(value, options.error)
  return { fact: measuredFact(value, options, spoken), ...from }
}

/** What is not English says so: facts of papers in English keep their bytes. */
type Spoken = { readonly language?: Language }
const spokenIn = (language: Language): Spoken => (language === 'en' ? {} : { language })

/** A number that runs share has the decimal mark of the paper; other words are the author's. */
function labelText({ label, from }: Label, language: Language): string {
  const [shared] = from?.formula === SHARED ? (from.terms[0]?.values ?? []) : []
  return shared === undefined ? label : sharedText(shared, language)
}

/** No number is typed. @throws Error that says by which function it comes from runs. */
export function checkSourced(value: FactValue, what: 'fact' | 'claim'): void {
  if (!Array.isArray(value.runs) || value.runs.length === 0)
    throw new Error(
      `a ${what} comes from runs, and this one from none: ${WAYS}; words that runs decide on are label('CNN', runs)`,
    )
  if (provenanceOf(value) !== undefined) return
  if ('label' in value) {
    if (hasLooseNumber(value.label))
      throw new Error(
        `the label ${JSON.stringify(value.label)} is a number that nothing derives from its runs: ${WAYS}; words that code computes from runs are label((runs) => …, runs)`,
      )
    return
  }
  throw new Error(`this number does not know the values of its runs, as if it were typed: ${WAYS}`)
}

/** A fact or a claim is of runs of this job, and a number of a metric is the one in the result. @throws Error that says what is not. */
export function checkMeasured(named: readonly string[], from: Provenance | undefined, runs: AnyRuns): void {
  const results = new Map([...runs].map((result) => [`${result.task}/${result.name}`, result]))
  const stranger = named.find((id) => !results.has(id))
  if (stranger !== undefined)
    throw new Error(`it names the run ${stranger}, which is none of those that are drawn here`)
  for (const { metric, runs: ids, values } of from?.terms ?? []) {
    if (metric === undefined || values.length !== ids.length) continue
    for (const [index, id] of ids.entries()) {
      const result = results.get(id)!
      const measured = result.hasMetric(metric) ? result.metric(metric) : undefined
      if (measured === undefined && isStoredNumber(result, metric, values[index])) continue
      if (!Object.is(measured, values[index]))
        throw new Error(`it says that ${metric} of ${id} is ${values[index]}, and the result has ${measured ?? 'none'}`)
    }
  }
}

const WAYS =
  'take mean(runs, metric), mean(runs, (result) => …), difference(), ratio(), count(runs) or shared(runs, (result) => …)'

function countFact({ count, of, runs }: Count, spoken: Spoken, thousands?: boolean): Fact {
  const words = countWords(count, of, thousands, spoken.language)
  return { kind: 'count', ...words, count, ...withoutUndefined({ of, thousands }), ...spoken, runs: [...runs] }
}

function measuredFact(given: Known & { readonly runs: readonly string[] }, options: FactOptions, spoken: Spoken): Fact {
  const value = { ...given, ...(given.tested === undefined ? {} : { test: given.tested }) }
  const { mean, n, of = n } = value
  const { digits, error, thousands, unit } = options
  const shown = {
    ...withoutUndefined({ digits, error, thousands, unit, of: of === n ? undefined : of }),
    ...spoken,
    runs: [...value.runs],
  }
  if (!isContrast(value)) {
    const { as = 'number' } = options
    checkShare(mean, as, 'the mean', 'leave `as` out, and write % in the text')
    return {
      kind: 'estimate',
      ...measuredWords(value, { ...options, as, ...spoken }),
      mean,
      sd: value.sd,
      n,
      as,
      ...shown,
    }
  }
  if (value.statistic !== undefined) return statisticFact(value, options, { ...shown, ...spoken })
  const kind = contrastOf(value)
  const { as = kind === 'ratio' ? 'ratio' : 'number' } = options
  const wrong = kind === 'ratio' ? as === 'points' : as === 'percent' || as === 'ratio'
  if (wrong) {
    const allowed =
      kind === 'ratio' ? 'ratio (2.3 ×), percent (230 %) or number' : "points: '2.3' for 0.023 (or as a number)"
    throw new Error(`a ${kind} is not shown as ${as}; show it as ${allowed}`)
  }
  if (kind === 'difference') checkShare(mean, as, 'the difference', 'leave `as` out')
  const { se = null, df, adjusted, level } = value
  return {
    kind,
    ...measuredWords(value, { ...options, as, ...spoken }),
    mean,
    se,
    ...withoutUndefined({ df, adjusted, level: level === 0.05 ? undefined : level }),
    ...detailsOf(value),
    n,
    as,
    ...shown,
  }
}

/** What is known of how sure a number is, beside its standard error. */
function detailsOf({ interval, test, tested, effects }: Known) {
  const named = test ?? tested
  return {
    ...(interval ? { interval } : {}),
    ...(named ? { test: { ...named, df: [...named.df] } } : {}),
    ...(effects ? { effects } : {}),
  }
}

/**
 * What is asked for beside a number has to be there: without a word, a bare number would pass for one whose error was left out. A draft shows what there is.
 *
 * @throws Error that says what is missing, and of what.
 */
function checkError(value: Known, error: FactOptions['error']): void {
  if (error === undefined || error === 'none' || value.n === 0 || value.statistic !== undefined) return
  const isOfTwo = isContrast(value)
  const isKnown = isOfTwo ? value.se !== null : value.sd !== null
  if (isKnown || (error === 'interval' && value.interval) || (isOfTwo && error === 'sd')) return
  const asked = { sd: 'sd', se: 'standard error', ci95: 'interval', interval: 'interval' }[error]
  const [what, why] = isOfTwo
    ? [contrastOf(value), 'a side has fewer than two runs, or its runs are no pairs']
    : ['mean', 'it is of one run']
  throw new Error(`there is no ${asked} of this ${what} at its n, ${why}: say \`error: 'none'\``)
}

const contrastOf = (value: Known): Contrast['contrast'] => (value as Partial<Contrast>).contrast ?? 'difference'

type Known = Measured & { readonly tested?: Measured['test'] }

function statisticFact(value: Measured, options: FactOptions, shown: Spoken & { readonly runs: string[] }): Fact {
  const { as = 'number' } = options
  if (as === 'ratio') throw new Error('a statistic is not shown as a ratio; show it as a number, percent or points')
  const { mean, n, adjusted, statistic } = value
  checkShare(mean, as, `the ${statistic}`, 'leave `as` out')
  const known = { ...withoutUndefined({ adjusted }), statistic: statistic as StatisticName }
  const words = measuredWords(value, { ...options, as, language: shown.language })
  return { kind: 'statistic', ...words, mean, se: null, ...known, ...detailsOf(value), n, as, ...shown }
}
