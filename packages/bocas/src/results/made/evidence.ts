import { COUNTED, mean, numbersIn, sd, SHARED, type Term } from '../../statistics'
import { hasLooseNumber } from './fact-words'
import type { ContrastFact, CountFact, EstimateFact, Fact, FactsFile, LabelFact } from './facts'
import type { Shown, ShownCell, ProvenanceFile } from './provenance-file'

/**
 * How facts differ from what is written down of the runs that they come from, a line each: a mean from the mean of its values, a difference from that of
 * its sides. What code of figures.ts computed otherwise cannot be computed again here.
 */
export function evidenceProblems({ task, facts }: FactsFile, provenance: ProvenanceFile, isDraft: boolean): string[] {
  const inText = (name: string): string => `\`${task === 'paper' ? name : `${task}.${name}`}\``
  const lines = Object.entries(facts).flatMap(([name, fact]) => {
    const shown = Object.hasOwn(provenance.facts, name) ? provenance.facts[name]! : undefined
    const problem =
      shown === undefined
        ? 'is not among the facts that the figures made'
        : (runsProblem(fact, shown, provenance, isDraft) ?? valuesProblem(fact, shown))
    return problem === undefined ? [] : [`${inText(name)} ${problem}`]
  })
  const cells = [...Object.entries(provenance.tables), ...Object.entries(provenance.figures)].flatMap(
    ([name, { cells }]) =>
      cells.flatMap((cell) => {
        const problem = cellProblem(cell)
        return problem === undefined ? [] : [`${name}, ${[...cell.row, ...cell.column].join(', ')}: ${problem}`]
      }),
  )
  return [...lines, ...cells]
}

function runsProblem(fact: Fact, shown: Shown, { runs }: ProvenanceFile, isDraft: boolean): string | undefined {
  if (fact.runs.length === 0 && !isDraft) return `says ${fact.text} and comes from no run`
  if (fact.runs.join('\n') !== shown.runs.join('\n')) return 'names other runs than it was made from'
  const unknown = fact.runs.find((run) => !Object.hasOwn(runs, run))
  return unknown === undefined ? undefined : `names the run ${unknown}, which the figures were not drawn from`
}

function valuesProblem(fact: Fact, shown: Shown): string | undefined {
  if (fact.kind === 'count' || fact.kind === 'label') return countedProblem(fact, shown)
  // Of a draft, runs without a partner are left out.
  if (fact.of !== undefined && fact.of !== fact.n) return undefined
  return fact.kind === 'estimate' ? estimateProblem(fact, shown) : contrastProblem(fact, shown)
}

/** What runs have in common, and how many they are, can be told again; which of them code has chosen cannot. */
function countedProblem(fact: CountFact | LabelFact, shown: Shown): string | undefined {
  const terms = termsOf(shown)
  if (terms.length === 0)
    return fact.kind === 'label' && !hasLooseNumber(fact.text)
      ? undefined
      : `says ${fact.text}, a number that nothing derives from its runs`
  const counted = fact.kind === 'count' ? fact.count : undefined
  if (shown.formula === COUNTED && counted !== undefined)
    return (
      differs('a count', counted, terms[0]!.runs.length) ??
      differs('a whole', (fact as CountFact).of, terms[1]?.runs.length)
    )
  if (shown.formula !== SHARED) return undefined
  const said = counted ?? fact.text
  const other = terms.flatMap(({ values }) => values).find((value) => !isSaid(value, said))
  return other === undefined ? undefined : `says ${fact.text}, and a run of it has ${other}`
}

const isSaid = (value: number | string, said: number | string): boolean =>
  value === said || String(value).replace(/^-/, '−') === said

function estimateProblem(fact: EstimateFact, shown: Shown): string | undefined {
  const values = numbersIn(termsOf(shown))
  if (values === undefined || values.length === 0) return fact.n === 0 ? undefined : 'has no values of its runs'
  return (
    differs('a mean', fact.mean, mean(values), values) ??
    differs('an sd', fact.sd, sd(values), values) ??
    differs('n', fact.n, values.length)
  )
}

/** The difference of the means of both sides, or their ratio; over several columns the mean of such. Another formula is not known here. */
function contrastProblem({ kind, mean: stated }: ContrastFact, shown: Shown): string | undefined {
  const terms = termsOf(shown)
  if (terms.length === 0) return 'has no values of its runs'
  if (terms.some(({ side }) => side === undefined)) return undefined
  const columns = [...new Set(terms.map(({ column }) => column))]
  const each = columns.map((column) => {
    const side = (name: 'a' | 'b'): number => {
      const values = numbersIn(terms.filter((term) => term.side === name && term.column === column))
      return values === undefined || values.length === 0 ? NaN : mean(values)
    }
    return kind === 'ratio' ? side('a') / side('b') : side('a') - side('b')
  })
  return differs(`a ${kind}`, stated, mean(each), numbersIn(terms) ?? [])
}

function cellProblem(cell: ShownCell): string | undefined {
  if (cell.mean === undefined || cell.values === undefined) return undefined
  // A run that diverged is in no mean.
  const finite = cell.values.filter(Number.isFinite)
  const values = finite.length === 0 ? cell.values : finite
  return differs('a mean', cell.mean, mean(values), values) ?? differs('an sd', cell.sd ?? null, sd(values), values)
}

/** The numbers behind something shown, as terms. */
export function termsOf({ runs, metric, values, terms }: Shown): readonly Term[] {
  if (terms !== undefined) return terms
  if (values === undefined) return []
  return [{ name: metric ?? 'value', ...(metric === undefined ? {} : { metric }), runs, values }]
}

/** Sums in another order differ in their last bits, which are those of the largest number among them. */
function differs(
  what: string,
  stated: number | null | undefined,
  computed: number | null | undefined,
  values: readonly number[] = [],
): string | undefined {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs))
  const isNear =
    typeof stated === 'number' && typeof computed === 'number' && Math.abs(stated - computed) <= 1e-12 * largest
  if (isNear || Object.is(stated, computed) || stated === computed) return undefined
  return `has ${what} of ${String(stated)}, the values of its runs give ${String(computed)}`
}
