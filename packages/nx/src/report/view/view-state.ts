/** What a reader has chosen. It stands behind the `#` of the address, so that it outlives a reload and can be passed on. */
export interface ViewState {
  readonly filter: string
  /** The column, `-` before it for the largest first; empty for the order of the sweep. */
  readonly sort: string
  /** Ids of the keys; empty for a row per run. */
  readonly group: readonly string[]
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
  group: [],
  page: 0,
  compare: [],
  run: null,
  curve: '',
  colour: '',
  curves: 'mean',
  over: '',
  shade: '',
}

/** As text behind the `#`; what is not chosen is left out. */
export function encodeView(view: ViewState): string {
  const words = new URLSearchParams()
  for (const key of ['filter', 'sort', 'curve', 'colour', 'curves', 'over', 'shade'] as const)
    if (view[key] !== NOTHING_CHOSEN[key]) words.set(key, view[key])
  for (const id of view.group) words.append('group', id)
  for (const run of view.compare) words.append('compare', String(run))
  if (view.page > 0) words.set('page', String(view.page))
  if (view.run !== null) words.set('run', String(view.run))
  return words.toString()
}

/** What such text says. Whatever it says of runs that there are not is passed over: the address may be of an earlier report, or made up. */
export function decodeView(text: string, runs: number): ViewState {
  const words = new URLSearchParams(text)
  const place = (word: string | null): number | null =>
    word !== null && /^\d{1,9}$/.test(word) && Number(word) < runs ? Number(word) : null
  return {
    filter: words.get('filter') ?? '',
    sort: words.get('sort') ?? '',
    group: words.getAll('group'),
    page: /^\d{1,9}$/.test(words.get('page') ?? '') ? Number(words.get('page')) : 0,
    compare: words
      .getAll('compare')
      .flatMap((word) => place(word) ?? [])
      .slice(0, 2),
    run: place(words.get('run')),
    curve: words.get('curve') ?? '',
    colour: words.get('colour') ?? '',
    curves: words.get('curves') === 'each' ? 'each' : 'mean',
    over: words.get('over') ?? '',
    shade: words.get('shade') ?? '',
  }
}
