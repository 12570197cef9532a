import type { Metric } from '../data/page-data'

/** Over its rows, and over no column of it. No column is called so: those of a series have its name before theirs. */
export const ROWS = 'row'

/** Columns that count how far a run is. Those of the first kinds are taken where nothing is said: what is measured there is the same in every run. */
const COUNTS: readonly RegExp[] = [/^(?:global_?)?steps?$/i, /^epochs?$/i, /^iter(?:ation)?s?$/i]
const OTHERS =
  /^(?:batch(?:es)?|updates?|examples?|samples?|images?|tokens?|frames?|episodes?|time|wall_?time|(?:wall_?)?(?:seconds|minutes|hours))$/i

/** The columns of the same series over which a curve can be drawn: the one first that is taken where nothing is said, or {@link ROWS}. */
export function overChoices(curve: string, names: readonly string[]): string[] {
  const beside = names.filter((name) => name !== curve && seriesOf(curve).has(seriesAndColumn(name).series))
  const kindOf = (name: string): number => {
    const { column } = seriesAndColumn(name)
    const kind = COUNTS.findIndex((pattern) => pattern.test(column))
    return kind >= 0 ? kind : OTHERS.test(column) ? COUNTS.length + 1 : Infinity
  }
  return [...beside, ROWS]
    .map((name) => ({ name, kind: name === ROWS ? COUNTS.length : kindOf(name) }))
    .filter(({ kind }) => kind < Infinity)
    .sort((a, b) => a.kind - b.kind)
    .map(({ name }) => name)
}

/** Whether a column counts how far a run is: it is seldom what one wants to see. */
export const isCount = (name: string): boolean =>
  [...COUNTS, OTHERS].some((pattern) => pattern.test(seriesAndColumn(name).column))

/** What stands on the axis: the name that the column has in its series. */
export const overText = (over: string): string => (over === ROWS ? 'row of the series' : seriesAndColumn(over).column)

/** Where a curve was recorded; its rows where no column says so. Undefined for one that lacks the column, or has another number of rows there. */
export function placesOver(
  curve: readonly Metric[],
  over: string,
  curves: Readonly<Record<string, readonly Metric[]>>,
): number[] | undefined {
  if (over === ROWS) return curve.map((_, row) => row + 1)
  const places = Object.hasOwn(curves, over) ? curves[over]! : undefined
  return places?.length === curve.length ? places.map(Number) : undefined
}

function seriesAndColumn(name: string): { readonly series: string; readonly column: string } {
  const dot = name.lastIndexOf('.')
  return { series: name.slice(0, Math.max(0, dot)), column: name.slice(dot + 1) }
}

/** A column may have a dot in its name, as what a run reports of its progress has: `progress.val.loss`. */
function seriesOf(curve: string): ReadonlySet<string> {
  const parts = curve.split('.')
  return new Set(parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.')))
}
