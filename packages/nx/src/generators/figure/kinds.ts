export const KINDS = ['lines', 'bars', 'boxes', 'violins', 'scatter', 'table'] as const
export type FigureKind = (typeof KINDS)[number]

/** What a figure shows, by key paths. */
export interface ShownPaths {
  /** A series of `lines`, else a metric. */
  readonly y: string
  /** Of a `scatter`: another metric. */
  readonly x?: string | undefined
  /** Keys of the config whose every combination is shown on its own: their values are never averaged over. */
  readonly by: readonly string[]
  /** The metric by which the settings that are shown are chosen, where not all can stand side by side. */
  readonly chosenBy?: string | undefined
}

/** The call that draws it, as it stands in figures.ts. */
export function callOf(kind: FigureKind, name: string, { y, x, by, chosenBy }: ShownPaths, kit = ''): string {
  const keys = by.length === 1 ? quoted(by[0]!) : `[${by.map(quoted).join(', ')}]`
  const grouped = by.length === 0 ? '' : `by: ${keys}, `
  const options: Readonly<Record<FigureKind, string>> = {
    lines: `${grouped}y: ${quoted(y)}`,
    bars: `x: ${keys}, y: ${quoted(y)}`,
    boxes: `x: ${keys}, y: ${quoted(y)}`,
    violins: `x: ${keys}, y: ${quoted(y)}`,
    scatter: `${grouped}x: ${quoted(x ?? y)}, y: ${quoted(y)}`,
    table: `rows: ${keys}, show: ${quoted(y)}, better: ${isLess(y) ? "'min'" : "'max'"}`,
  }
  const chosen =
    chosenBy === undefined
      ? ''
      : `.select({ each: ${keys}, by: ${quoted(chosenBy)}, ${isLess(chosenBy) ? 'min' : 'max'}: true })`
  return `${kit}${kind}('${name}', ${kit}runs${chosen}, { ${options[kind]} })`
}

/** Whether less of a metric is better, as far as its name tells. */
const isLess = (metric: string): boolean => /error|loss|distance|seconds|cost/i.test(metric)

const quoted = (path: string): string => `'${path}'`
