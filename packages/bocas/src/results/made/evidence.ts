import { numbersIn, SHARED, TIME_IN_TOTAL } from '../../statistics/provenance'
import type { Claim, NamesClaim } from './claims/form'
import { claimWords, judgeClaims, type Verdict } from './claims/judge'
import { nameInText } from './name-in-text'
import {
  countProblem,
  meanProblem,
  numberProblem,
  placeWords,
  rowsInPlace,
  sharedProblem,
  statisticProblem,
  termsOf,
} from './derived'
import { localNumber } from '../../text'
import { hasLooseNumber, timeWords } from './fact-words'
import type { Fact, FactsFile, LabelFact } from './facts-schema'
import type { ProvenanceFile, ShownProvenance, ShownCell, ShownClaim } from './provenance-schema'

/**
 * How facts and claims differ from what is written down of the runs that they come from, a line each: a mean from the mean of its values, a difference from
 * that of its sides, the best row from the means of all rows, what is claimed from what was claimed when it was drawn. What code of figures.ts computed
 * otherwise cannot be computed again here.
 */
export function evidenceProblems(
  { task, facts, claims = {} }: FactsFile,
  provenance: ProvenanceFile,
  isDraft: boolean,
): string[] {
  const inText = (kind: 'fact' | 'claim', name: string): string => `\`${nameInText(kind, task, name)}\``
  const ofFacts = Object.entries(facts).flatMap(([name, fact]) => {
    const shown = Object.hasOwn(provenance.facts, name) ? provenance.facts[name]! : undefined
    const problem =
      shown === undefined
        ? 'is not among the facts that the figures made'
        : (runsProblem(fact.runs, shown, provenance) ??
          (fact.runs.length === 0 && !isDraft ? `says ${fact.text} and comes from no run` : undefined) ??
          factProblem(fact, shown, isDraft))
    return problem === undefined ? [] : [`${inText('fact', name)} ${problem}`]
  })
  const made = provenance.claims ?? {}
  const ofClaims = [...judgeClaims(claims)].flatMap(([name, verdict]) => {
    const shown = Object.hasOwn(made, name) ? made[name]! : undefined
    const problem =
      shown === undefined
        ? 'is not among the claims that the figures made'
        : (runsProblem(claims[name]!.runs, shown, provenance) ?? claimProblem(claims[name]!, verdict, shown, isDraft))
    return problem === undefined ? [] : [`the claim ${inText('claim', name)} ${problem}`]
  })
  const ofCells = [...Object.entries(provenance.tables), ...Object.entries(provenance.figures)].flatMap(
    ([name, { cells }]) =>
      cells.flatMap((cell) => {
        const problem = cellProblem(cell)
        return problem === undefined ? [] : [`${name}, ${[...cell.row, ...cell.column].join(', ')}: ${problem}`]
      }),
  )
  return [...ofFacts, ...ofClaims, ...ofCells]
}

function runsProblem(runs: readonly string[], shown: ShownProvenance, provenance: ProvenanceFile): string | undefined {
  if (runs.join('\n') !== shown.runs.join('\n')) return 'names other runs than it was made from'
  const unknown = runs.find((run) => !Object.hasOwn(provenance.runs, run))
  return unknown === undefined ? undefined : `names the run ${unknown}, which the figures were not drawn from`
}

function factProblem(fact: Fact, shown: ShownProvenance, isDraft: boolean): string | undefined {
  if (fact.kind === 'label') return labelProblem(fact, shown)
  if (fact.kind === 'count')
    return termsOf(shown).length === 0 && !isDraft
      ? `says ${fact.text}, a number that nothing derives from its runs`
      : countProblem(fact.count, fact.of, shown)
  // Of a draft, runs without a partner are left out of a contrast.
  if (fact.kind !== 'estimate' && fact.of !== undefined && fact.of !== fact.n) return undefined
  if (fact.kind === 'statistic')
    return fact.n === 0
      ? undefined
      : statisticProblem({ ...fact, interval: fact.interval ?? null, test: fact.test ?? null }, shown)
  return numberProblem(fact.kind === 'estimate' ? fact : { kind: fact.kind, mean: fact.mean }, termsOf(shown))
}

/** What runs have in common, and which rows lead, can be told again; words that code has chosen cannot. */
function labelProblem({ text, language }: LabelFact, shown: ShownProvenance): string | undefined {
  const terms = termsOf(shown)
  if (terms.length === 0)
    return hasLooseNumber(text) ? `says ${text}, a number that nothing derives from its runs` : undefined
  if (shown.formula === SHARED) return sharedProblem(text, terms, language)
  if (shown.formula === TIME_IN_TOTAL) {
    const seconds = (numbersIn(terms) ?? []).reduce((sum, one) => sum + one, 0)
    const total = localNumber(timeWords(seconds), language)
    return total === text ? undefined : `says ${text}, the values of its runs give ${total}`
  }
  if (shown.decision?.by !== 'place') return undefined
  const { labels } = shown.decision
  const words = rowsInPlace(shown.decision, terms).map((row) => (Object.hasOwn(labels, row) ? labels[row]! : row))
  return words.length === 0 || placeWords(words, language) === text
    ? undefined
    : `says ${text}, the values of its runs give ${placeWords(words, language)}`
}

/** The numbers first, then what is claimed of them, then whether it holds. */
function claimProblem(claim: Claim, { holds }: Verdict, shown: ShownClaim, isDraft: boolean): string | undefined {
  const problem =
    claim.kind === 'numbers'
      ? numbersProblem(claim, shown, isDraft)
      : claim.kind === 'names'
        ? namesProblem(claim, shown)
        : undefined
  if (problem !== undefined) return problem
  const words = claimWords(claim)
  if (words !== shown.text) return `says "${words}", and said "${shown.text}" when it was made`
  if (holds === shown.holds) return undefined
  const now = holds === null ? 'is not known yet' : holds ? 'holds' : 'does not hold'
  const then = shown.holds === null ? 'was not known' : shown.holds ? 'held' : 'did not hold'
  return `${now}, and ${then} when it was made`
}

function numbersProblem(
  { numbers }: Extract<Claim, { kind: 'numbers' }>,
  shown: ShownClaim,
  isDraft: boolean,
): string | undefined {
  for (const { name, kind, value, error, n, of } of numbers) {
    const own = termsOf(shown).filter(({ member }) => member === undefined || member === name)
    const problem =
      kind === 'count'
        ? own.length === 0 && !isDraft
          ? 'is a number that nothing derives from its runs'
          : countProblem(value, of, shown)
        : kind === 'statistic'
          ? // Of several together, what each was made by is not told apart.
            n === 0 || numbers.length > 1
            ? undefined
            : statisticProblem({ mean: value, n }, shown)
          : kind === 'estimate'
            ? numberProblem({ kind, mean: value, sd: error, n }, own)
            : // Of a draft, runs without a partner are left out of a contrast.
              isDraft
              ? undefined
              : numberProblem({ kind, mean: value }, own)
    if (problem !== undefined) return numbers.length === 1 ? problem : `${problem} (${name})`
  }
  return undefined
}

function namesProblem({ names }: NamesClaim, shown: ShownClaim): string | undefined {
  const terms = termsOf(shown)
  if (shown.formula === SHARED) return names[0] === undefined ? undefined : sharedProblem(names[0], terms)
  if (shown.decision?.by !== 'place') return undefined
  const rows = rowsInPlace(shown.decision, terms)
  return rows.join('\n') === names.join('\n')
    ? undefined
    : `says ${names.join(' and ')}, the values of its runs give ${rows.join(' and ') || 'nobody'}`
}

function cellProblem(cell: ShownCell): string | undefined {
  const { mean, sd, n, values } = cell
  if (mean !== undefined && cell.decision?.by === 'statistic') return statisticProblem({ mean }, cell)
  if (mean === undefined || values === undefined) return undefined
  return meanProblem({ mean, sd: sd ?? null, n }, values)
}
