/** What a reader has chosen. It stands behind the `#` of the address, so that it outlives a reload and can be passed on. */
export interface ViewState {
  readonly filter: string
  /** The column, `-` before it for the largest first; empty for the order of the sweep. */
  readonly sort: string
  /** Ids of the keys, none for one group of all runs; null for a row per run. */
  readonly group: readonly string[] | null
  /** Counted from 0. */
  readonly page: number
  /** Runs that are compared, by their places. */
  readonly compare: readonly number[]
  /** The run whose details are shown. */
  readonly run: number | null
  /** The column of the curves, and the key by which they are coloured. */
  readonly curve: string
  readonly colour: string
  readonly curves: 'each' | 'mean'
  /** The column over which curves are drawn, `row` for none; empty for the one that is taken where nothing is said. */
  readonly over: string
  /** The metric by which parallel coordinates are shaded. */
  readonly shade: string
}

export const NOTHING_CHOSEN: ViewState = {
  filter: '',
  sort: '',
  group: null,
  page: 0,
  compare: [],
  run: null,
  curve: '',
  colour: '',
  curves: 'mean',
  over: '',
  shade: '',
}

/** As text behind the `#`; what is not chosen is left out. Runs are named: in a later report another one may have their place. */
export function encodeView(view: ViewState, nameOf: (run: number) => string): string {
  const words = new URLSearchParams()
  for (const key of ['filter', 'sort', 'curve', 'colour', 'curves', 'over', 'shade'] as const)
    if (view[key] !== NOTHING_CHOSEN[key]) words.set(key, view[key])
  for (const id of view.group?.length === 0 ? [''] : (view.group ?? [])) words.append('group', id)
  for (const run of view.compare) words.append('compare', nameOf(run))
  if (view.page > 0) words.set('page', String(view.page))
  if (view.run !== null) words.set('run', nameOf(view.run))
  return words.toString()
}

/** What such text says. Whatever it says of runs that there are not is passed over: the address may be of an earlier report, or made up. */
export function decodeView(text: string, placeOf: (name: string) => number | undefined): ViewState {
  const words = new URLSearchParams(text)
  const run = words.get('run')
  return {
    filter: words.get('filter') ?? '',
    sort: words.get('sort') ?? '',
    group: words.has('group') ? words.getAll('group').filter((id) => id !== '') : null,
    page: /^\d{1,9}$/.test(words.get('page') ?? '') ? Number(words.get('page')) : 0,
    compare: [...new Set(words.getAll('compare').flatMap((name) => placeOf(name) ?? []))].slice(0, 2),
    run: run === null ? null : (placeOf(run) ?? null),
    curve: words.get('curve') ?? '',
    colour: words.get('colour') ?? '',
    curves: words.get('curves') === 'each' ? 'each' : 'mean',
    over: words.get('over') ?? '',
    shade: words.get('shade') ?? '',
  }
}
