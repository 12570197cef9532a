import type { PageData } from '../data/page-data'
import { pageColumns, type PageColumn } from '../view/columns'
import { filterRuns } from '../view/filter'
import { reasonsOf, type Reason } from '../view/reasons'
import { decodeView, encodeView, type ViewState } from '../view/view-state'
import { DetailsStore } from './details-store'

/** What the parts of the page share: the data, what the reader has chosen, and who wants to know of it. */
export class Page {
  readonly columns: readonly PageColumn[]
  readonly details: DetailsStore
  /** Why runs stand as they do. */
  readonly reasons: readonly Reason[]
  private readonly reasonOfRun: ReadonlyMap<number, Reason>
  private readonly placeOf: ReadonlyMap<string, number>
  private readonly watchers: (() => void)[] = []
  private chosen: ViewState
  private filtered: { filter: string; runs: readonly number[]; problem?: string } | undefined

  constructor(readonly data: PageData) {
    this.columns = pageColumns(data)
    this.details = new DetailsStore(data)
    this.reasons = reasonsOf(data)
    this.reasonOfRun = new Map(this.reasons.flatMap((reason) => reason.runs.map((run) => [run, reason] as const)))
    this.placeOf = new Map(data.runs.name.map((_, run) => [this.runName(run), run]))
    this.chosen = this.addressed()
    window.addEventListener('hashchange', () => {
      if (location.hash.slice(1) === this.address()) return
      this.chosen = this.addressed()
      this.tell()
    })
  }

  get view(): ViewState {
    return this.chosen
  }

  /** The runs that the filter leaves, in the order of the sweep. */
  get shown(): { readonly runs: readonly number[]; readonly problem?: string } {
    const { filter } = this.chosen
    if (this.filtered?.filter !== filter)
      this.filtered = {
        filter,
        ...filterRuns(
          this.data.runs.name.map((_, run) => run),
          this.columns,
          filter,
        ),
      }
    return this.filtered
  }

  choose(change: Partial<ViewState>): void {
    this.chosen = { ...this.chosen, ...change }
    history.replaceState(null, '', `#${this.address()}`)
    this.tell()
  }

  /** Draws now, and whenever something else is chosen. */
  draw(draw: () => void): void {
    this.watchers.push(draw)
    draw()
  }

  private address(): string {
    return encodeView(this.chosen, (run) => this.runName(run))
  }

  private addressed(): ViewState {
    return decodeView(location.hash.slice(1), (name) => this.placeOf.get(name))
  }

  private tell(): void {
    for (const draw of this.watchers) draw()
  }

  reasonOf(run: number): Reason | undefined {
    return this.reasonOfRun.get(run)
  }

  /** `task/name` where there are several tasks. */
  runName(run: number): string {
    const { tasks, runs } = this.data
    return tasks.length > 1 ? `${tasks[runs.task[run]!]!.task}/${runs.name[run]}` : runs.name[run]!
  }
}
