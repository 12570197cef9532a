import type { Value } from '../view/columns'
import { h } from './dom'
import type { Page } from './page'

/** Rows on one page of the table: as many as a browser, and a reader, takes in at once. */
const ROWS = 100
/** Rows that are printed, where there are no more: some twenty sheets. Of more the rows of the screen are printed, and it is said which these are. */
const PRINTED = 1000
export const isNumber = (value: Value): boolean => typeof value === 'number'

export const sorting = (sort: string): { id: string; isDown: boolean } => ({
  id: sort.replace(/^-/, ''),
  isDown: sort.startsWith('-'),
})

/** A head that sorts: the largest of a metric first, the first of anything else. Asked a third time, the order is that of the sweep again. */
export function head(page: Page, id: string, text: string, isMetric: boolean): HTMLElement {
  const { sort } = page.view
  const [first, second] = isMetric ? [`-${id}`, id] : [id, `-${id}`]
  const next = sort === first ? second : sort === second ? '' : first
  const order = sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : undefined
  const arrow = order === undefined ? '' : order === 'ascending' ? ' ▲' : ' ▼'
  return h(
    'th',
    { scope: 'col', 'aria-sort': order, class: isMetric ? 'number' : undefined },
    h(
      'button',
      {
        type: 'button',
        class: 'head',
        'data-focus': `sort ${id}`,
        onclick: () => page.choose({ sort: next, page: 0 }),
      },
      text,
      h('span', { 'aria-hidden': 'true' }, arrow),
    ),
  )
}

/** A table that is wider than the page is moved sideways, by keys as well. */
export const pageTable = (caption: string, heads: readonly HTMLElement[], rows: readonly HTMLElement[]): HTMLElement =>
  h(
    'div',
    { class: 'wide', role: 'region', 'aria-label': caption, tabindex: 0 },
    h(
      'table',
      {},
      h('caption', { class: 'hidden' }, caption),
      h('thead', {}, h('tr', {}, heads)),
      h('tbody', {}, rows),
    ),
  )

/**
 * The rows of the chosen page, and what turns it.
 *
 * @param isPrinted whether they are for paper, where nothing can be turned.
 */
export function paged<T>(
  page: Page,
  items: readonly T[],
  isPrinted: boolean,
): { rows: readonly T[]; pager: HTMLElement[] } {
  if (isPrinted && items.length <= PRINTED) return { rows: items, pager: [] }
  const pages = Math.max(1, Math.ceil(items.length / ROWS))
  const at = Math.min(page.view.page, pages - 1)
  const turn = (text: string, to: number): HTMLElement =>
    h(
      'button',
      { type: 'button', 'data-focus': text, disabled: to < 0 || to >= pages, onclick: () => page.choose({ page: to }) },
      text,
    )
  const pager = h(
    'p',
    { class: 'controls pager', hidden: pages === 1 },
    turn('First', at === 0 ? -1 : 0),
    turn('Previous', at - 1),
    ` page ${at + 1} of ${pages} `,
    turn('Next', at + 1),
    turn('Last', at === pages - 1 ? -1 : pages - 1),
  )
  const rows = items.slice(at * ROWS, (at + 1) * ROWS)
  const which = `Rows ${counted(at * ROWS + 1)}–${counted(at * ROWS + rows.length)} of ${counted(items.length)}; filter to print others.`
  return { rows, pager: [pager, ...(items.length > PRINTED ? [h('p', { class: 'paper' }, which)] : [])] }
}

const counted = (count: number): string => count.toLocaleString('en')
