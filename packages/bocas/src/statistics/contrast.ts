import { mean, sdOf } from './describe'
import { provenanceOfContrast } from './provenance'
import { sizeOfLargest, subtract } from './rounding'
import type { Estimate } from './summary'

/** How two means differ, and how well that is known. `mean` is the difference or the ratio itself. */
export interface Contrast extends Estimate {
  readonly contrast: 'difference' | 'ratio'
  /** Whether both means are of the same runs: then each run is a pair. */
  readonly paired: boolean
  /** A contrast of two means is one value: it has a standard error, and no spread over runs. */
  readonly sd: null
  /** The standard error of `mean`; `null` when it is not known: a side has fewer than two runs. */
  readonly se: number | null
  /** Degrees of freedom, for an interval of a difference: of pairs n − 1, else those of Welch and Satterthwaite; `null` where there is none. */
  readonly df: number | null
  /** The number of runs: of both sides together, each of them once. */
  readonly n: number
}

/** A mean; of a gap or another contrast, its own standard error counts. */
type Side = Estimate & { readonly se?: number | null }

/**
 * Mean of `a` − mean of `b`. It tests nothing: whether a difference is one beyond chance is a question for a comparison.
 *
 * Two means of the same runs (two metrics of them) are paired: the standard error is that of the differences within each run, sd / √n, with n − 1 degrees of
 * freedom (Student, The Probable Error of a Mean, Biometrika 6, 1908). Means of runs that have nothing to do with each other have √(sd²a/na + sd²b/nb), with the
 * degrees of freedom of Welch and Satterthwaite (Welch, Biometrika 34, 1947).
 *
 * @throws RangeError when the sides share some of their runs only, or all of them without the number of each run.
 */
export function difference(a: Side, b: Side): Contrast {
  const pairs = pairsOf(a, b)
  if (pairs !== null) {
    const each = pairs.map(([x, y]) => subtract(x, y))
    const se = errorOfPairs(each, sizeOfLargest(pairs.flat()))
    return { ...pairedHead('difference', a, b), mean: mean(each), se, df: se ? each.length - 1 : null }
  }
  const [ea, eb] = [errorOfMean(a), errorOfMean(b)]
  const se = ea === null || eb === null ? null : Math.hypot(ea, eb)
  return {
    ...joined('difference', a, b),
    mean: subtract(a.mean, b.mean),
    se,
    df: se ? welchDf([a.n, ea!], [b.n, eb!]) : null,
  }
}

/**
 * Mean of `a` / mean of `b`, with a standard error to first order (the delta method), good while the error of `b` is small beside `b`.
 *
 * Of the same runs it is sd(aᵢ − r bᵢ) / (√n b̄): the ratio estimator of Cochran, Sampling Techniques, third edition, 1977, section 2.11. Of runs that have
 * nothing to do with each other it is |r| · √(se²a/a² + se²b/b²).
 *
 * @throws RangeError when both means are not above zero ("so many times" would say nothing then), and as {@link difference} does.
 */
export function ratio(a: Side, b: Side): Contrast {
  for (const { mean } of [a, b]) {
    if (mean <= 0)
      throw new RangeError(`a ratio is of two means above zero, and one of these is ${mean}; take their difference`)
  }
  const r = a.mean / b.mean
  const pairs = pairsOf(a, b)
  if (pairs !== null) {
    const residuals = pairs.map(([x, y]) => subtract(x, r * y))
    const se = errorOfPairs(residuals, sizeOfLargest(pairs.flatMap(([x, y]) => [x, r * y])))
    return { ...pairedHead('ratio', a, b), mean: r, se: se === null ? null : se / b.mean, df: null }
  }
  const [ea, eb] = [errorOfMean(a), errorOfMean(b)]
  const se = ea === null || eb === null ? null : r * Math.hypot(ea / a.mean, eb / b.mean)
  return { ...joined('ratio', a, b), mean: r, se, df: null }
}

/** The numbers of each run on both sides, in the order of `a`; null when no run is on both. @throws RangeError when only some are. */
function pairsOf(a: Side, b: Side): [number, number][] | null {
  const [ofA, ofB] = [new Set(a.runs), new Set(b.runs)]
  const shared = [...ofA].filter((run) => ofB.has(run))
  if (shared.length === 0) return null
  if (shared.length < ofA.size || shared.length < ofB.size)
    throw new RangeError(
      `these means share ${shared.length} of their ${ofA.size} and ${ofB.size} runs (${shared.slice(0, 3).join(', ')}${shared.length > 3 ? ', …' : ''}), so they are neither pairs nor independent; take both over the same runs, or over runs that have none in common`,
    )
  const [valuesA, valuesB] = [byRun(a), byRun(b)]
  if (valuesA === null || valuesB === null)
    throw new RangeError(
      'both are means of the same runs, and the number of each run is not known, so nothing tells how they vary together; take them by mean(runs, metric)',
    )
  return [...ofA].map((run) => [valuesA.get(run)!, valuesB.get(run)!])
}

/** The number of each run; null when it is not known: the estimate was made of something else than one number per run. */
function byRun({ runs, values }: Side): Map<string, number> | null {
  if (values === undefined || values.length !== runs.length || new Set(runs).size !== runs.length) return null
  return new Map(runs.map((run, i) => [run, values[i]!]))
}

/** Of differences of numbers of a size. Without any spread it is 0, and there is nothing to make an interval of. */
function errorOfPairs(differences: readonly number[], size: number): number | null {
  const spread = sdOf(differences, size)
  return spread === null ? null : spread / Math.sqrt(differences.length)
}

function errorOfMean({ sd, n, se }: Side): number | null {
  if (se !== undefined) return se
  return sd === null || n < 2 ? null : sd / Math.sqrt(n)
}

type SideError = readonly [n: number, error: number]

/** (va + vb)² / (va²/(na − 1) + vb²/(nb − 1)), of the errors as shares of the larger one, whose squares cannot overflow. */
function welchDf([na, ea]: SideError, [nb, eb]: SideError): number | null {
  const largest = Math.max(ea, eb)
  const [va, vb] = [(ea / largest) ** 2, (eb / largest) ** 2]
  const df = (va + vb) ** 2 / (va ** 2 / (na - 1) + vb ** 2 / (nb - 1))
  return df > 0 ? df : null
}

const pairedHead = (contrast: Contrast['contrast'], a: Side, b: Side) => ({
  contrast,
  paired: true,
  sd: null,
  n: a.runs.length,
  runs: [...a.runs],
  ...provenanceOfContrast(contrast, a, b, 'paired run by run'),
  ...saidOf(a, b),
})

const joined = (contrast: Contrast['contrast'], a: Side, b: Side) => ({
  contrast,
  paired: false,
  sd: null,
  n: a.n + b.n,
  runs: [...new Set([...a.runs, ...b.runs])],
  ...provenanceOfContrast(contrast, a, b, 'of independent runs'),
  ...saidOf(a, b),
})

function saidOf(a: Side, b: Side): Pick<Estimate, 'said'> {
  const notes = [...new Set([...(a.said ?? []), ...(b.said ?? [])])]
  return notes.length === 0 ? {} : { said: notes }
}
