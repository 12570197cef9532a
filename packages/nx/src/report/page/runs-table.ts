import { sortBy, type PageColumn } from '../view/columns'
import { metricText, valueText } from '../view/groups'
import { h, refill, section } from './dom'
import { groupsTable } from './groups-table'
import type { Page } from './page'
import { onPrint } from './printing'
import { reasonMark } from './reasons'
import { filterBox, groupBox, groupKeys, statusText } from './runs-controls'
import { head, isNumber, paged, sorting, pageTable } from './table-parts'

/** The table of runs and metrics: filtered, sorted, and grouped by keys with mean ± sd. */
export function runsTable(page: Page): HTMLElement {
  const body = h('div')
  const status = h('p', { role: 'status', class: 'status' })
  // The box in which it stands is of use on a screen only.
  const filter = h('p', { class: 'paper' })
  const table = (isPrinted: boolean): void => {
    const keys = groupKeys(page)
    refill(body, keys !== null ? groupsTable(page, keys, isPrinted) : plainTable(page, isPrinted))
  }
  page.draw(() => {
    const { runs, problem } = page.shown
    refill(status, problem ?? statusText(page, runs.length))
    status.classList.toggle('problem', problem !== undefined)
    refill(filter, page.view.filter !== '' && problem === undefined && `Filter: ${page.view.filter}`)
    table(false)
  })
  onPrint(
    () => table(true),
    () => table(false),
  )
  return section('runs', 'Runs and metrics', filterBox(page), groupBox(page), status, filter, body)
}

/** Metrics before settings, which the names of runs have as well: what one looks for is seen without scrolling. */
const metricsFirst = (columns: readonly PageColumn[]): PageColumn[] => {
  const isFirst = ({ id, kind }: PageColumn): boolean => kind === 'about' && id !== 'seed'
  return [
    ...columns.filter(isFirst),
    ...columns.filter(({ kind }) => kind === 'metric'),
    ...columns.filter((column) => !isFirst(column) && column.kind !== 'metric'),
  ]
}

function plainTable(page: Page, isPrinted: boolean): HTMLElement[] {
  const { data, view } = page
  const columns = metricsFirst(page.columns)
  const { id, isDown } = sorting(view.sort)
  const by = columns.find((column) => column.id === id)
  const runs = by ? sortBy(page.shown.runs, by.of, isDown) : page.shown.runs
  const { rows, pager } = paged(page, runs, isPrinted)
  const row = (run: number): HTMLElement => {
    const state = data.states[data.runs.state[run]!]!
    const mark = reasonMark(page, run)
    const cell = (column: PageColumn): HTMLElement => {
      const value = column.of(run)
      if (column.id === 'run')
        return h(
          'th',
          { scope: 'row', title: valueText(value) },
          h(
            'button',
            { type: 'button', class: 'link', 'data-focus': `run ${run}`, onclick: () => page.choose({ run }) },
            valueText(value),
          ),
        )
      if (column.id === 'state') return h('td', { class: `state ${state}` }, state, mark && ' ', mark)
      return h(
        'td',
        { class: isNumber(value) || column.kind === 'metric' ? 'number' : undefined },
        column.kind === 'metric' ? metricText(value) : valueText(value),
      )
    }
    return h('tr', {}, h('td', {}, compareBox(page, run)), columns.map(cell))
  }
  return [
    pageTable(
      'Runs and their metrics',
      [
        h('th', { scope: 'col', 'aria-label': 'compare two runs' }, h('abbr', { title: 'compare two runs' }, '≠')),
        ...columns.map(({ id: own, kind }) => head(page, own, own, kind === 'metric')),
      ],
      rows.map(row),
    ),
    ...pager,
  ]
}

function compareBox(page: Page, run: number): HTMLElement {
  const { compare } = page.view
  return h('input', {
    type: 'checkbox',
    checked: compare.includes(run),
    'aria-label': `compare ${page.runName(run)}`,
    'data-focus': `compare ${run}`,
    onchange: () =>
      page.choose({
        compare: compare.includes(run) ? compare.filter((one) => one !== run) : [...compare, run].slice(-2),
      }),
  })
}
