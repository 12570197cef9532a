import type { Column, Value } from '../view/columns'
import { sortBy } from '../view/columns'
import { groupCell, groupRuns, metricText, sortGroups, valueText, type Group } from '../view/groups'
import { h, refill, section } from './dom'
import type { Page } from './page'

/** Rows on one page of the table: as many as a browser, and a reader, takes in at once. */
const ROWS = 100
/** Milliseconds without a key before the filter is applied. */
const AFTER_TYPING = 120

/** The table of runs and metrics: filtered, sorted, and grouped by keys with mean ± sd. */
export function runsTable(page: Page): HTMLElement {
  const body = h('div')
  const status = h('p', { role: 'status', class: 'status' })
  page.draw(() => {
    const { runs, problem } = page.shown
    const keys = keysOf(page)
    refill(status, problem ?? statusText(page, runs.length))
    status.classList.toggle('problem', problem !== undefined)
    refill(body, keys.length > 0 ? groupsTable(page, keys) : plainTable(page))
  })
  return section('runs', 'Runs and metrics', filterBox(page), groupBox(page), status, body)
}

const keysOf = ({ columns, view }: Page): Column[] =>
  view.group.flatMap((id) => columns.find((column) => column.id === id && isKey(column)) ?? [])

const isKey = ({ id, kind }: Column): boolean => kind === 'config' || id === 'task' || id === 'state'

function filterBox(page: Page): HTMLElement {
  let timer: ReturnType<typeof setTimeout> | undefined
  const input = h('input', {
    type: 'search',
    id: 'filter',
    value: page.view.filter,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'filter-help',
    oninput: () => {
      clearTimeout(timer)
      timer = setTimeout(() => page.choose({ filter: input.value, page: 0 }), AFTER_TYPING)
    },
  })
  page.draw(() => {
    if (document.activeElement !== input && input.value !== page.view.filter) input.value = page.view.filter
  })
  return h(
    'div',
    { class: 'controls' },
    h('label', { for: 'filter' }, 'Filter '),
    input,
    h(
      'span',
      { id: 'filter-help', class: 'hint' },
      'key=value, key=a,b, key!=value, metric>0.9, state=failed, or a part of the name',
    ),
  )
}

/** Checkboxes for the keys, and one button for what is asked most: means over seeds. */
function groupBox(page: Page): HTMLElement {
  const keys = page.columns.filter(isKey)
  const settings = keys.filter(({ id }) => id !== 'state').map(({ id }) => id)
  const box = h('fieldset', { class: 'controls' })
  page.draw(() => {
    const { group } = page.view
    const toggle = (id: string): void =>
      page.choose({ group: group.includes(id) ? group.filter((one) => one !== id) : [...group, id], page: 0, sort: '' })
    refill(
      box,
      h('legend', {}, 'Group by'),
      keys.map(({ id }) =>
        h(
          'label',
          { class: 'key' },
          h('input', {
            type: 'checkbox',
            checked: group.includes(id),
            'data-focus': `group ${id}`,
            onchange: () => toggle(id),
          }),
          ` ${id}`,
        ),
      ),
      page.data.runs.seed.some((seed) => seed !== null) &&
        h(
          'button',
          { type: 'button', 'data-focus': 'seeds', onclick: () => page.choose({ group: settings, page: 0, sort: '' }) },
          'Mean over seeds',
        ),
      group.length > 0 &&
        h(
          'button',
          { type: 'button', 'data-focus': 'single', onclick: () => page.choose({ group: [], page: 0, sort: '' }) },
          'Single runs',
        ),
    )
  })
  return box
}

function statusText({ data, view }: Page, shown: number): string {
  const all = data.runs.name.length
  const runs = shown === all ? `${all} ${all === 1 ? 'run' : 'runs'}` : `${shown} of ${all} runs`
  const grouped = view.group.length > 0 ? `, grouped by ${view.group.join(', ')}` : ''
  const by =
    view.sort === ''
      ? ''
      : `, sorted by ${view.sort.replace(/^-/, '')}, ${view.sort.startsWith('-') ? 'largest' : 'smallest'} first`
  return runs + grouped + by
}

/** Metrics before settings, which the names of runs have as well: what one looks for is seen without scrolling. */
const metricsFirst = (columns: readonly Column[]): Column[] => {
  const isFirst = ({ id, kind }: Column): boolean => kind === 'about' && id !== 'seed'
  return [
    ...columns.filter(isFirst),
    ...columns.filter(({ kind }) => kind === 'metric'),
    ...columns.filter((column) => !isFirst(column) && column.kind !== 'metric'),
  ]
}

function plainTable(page: Page): HTMLElement[] {
  const { data, view } = page
  const columns = metricsFirst(page.columns)
  const { id, isDown } = sorting(view.sort)
  const by = columns.find((column) => column.id === id)
  const runs = by ? sortBy(page.shown.runs, by.of, isDown) : page.shown.runs
  const { rows, pager } = paged(page, runs)
  const row = (run: number): HTMLElement => {
    const state = data.states[data.runs.state[run]!]!
    const note = data.notes[run]
    const cell = (column: Column): HTMLElement => {
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
      if (column.id === 'state')
        return h(
          'td',
          { class: `state ${state}`, title: note },
          state,
          note !== undefined && h('span', { class: 'mark', 'aria-hidden': 'true' }, ' *'),
        )
      return h(
        'td',
        { class: isNumber(value) || column.kind === 'metric' ? 'number' : undefined },
        column.kind === 'metric' ? metricText(value) : valueText(value),
      )
    }
    return h('tr', {}, h('td', {}, compareBox(page, run)), columns.map(cell))
  }
  return [
    tableOf(
      'Runs and their metrics',
      [
        h('th', { scope: 'col' }, h('abbr', { title: 'compare two runs' }, '≠')),
        ...columns.map(({ id: own, kind }) => head(page, own, own, kind === 'metric')),
      ],
      rows.map(row),
    ),
    pager,
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

function groupsTable(page: Page, keys: readonly Column[]): HTMLElement[] {
  const { columns, view } = page
  const metrics = columns.filter(({ kind }) => kind === 'metric')
  const settings = columns.filter(({ id, kind }) => kind === 'config' || id === 'task')
  const groups = groupRuns(page.shown.runs, keys, settings)
  const { id, isDown } = sorting(view.sort)
  const key = keys.findIndex((column) => column.id === id)
  const metric = metrics.find((column) => column.id === id)
  const sorted = id === '' ? groups : sortGroups(groups, key >= 0 ? { key } : metric ? { metric } : 'runs', isDown)
  const { rows, pager } = paged(page, sorted)
  const row = (group: Group): HTMLElement =>
    h(
      'tr',
      {},
      group.values.map((value, index) =>
        index === 0
          ? h('th', { scope: 'row' }, valueText(value))
          : h('td', { class: isNumber(value) ? 'number' : undefined }, valueText(value)),
      ),
      h(
        'td',
        { class: 'number' },
        group.runs.length,
        group.settings > 1 &&
          h('span', { class: 'mark', title: 'no mean over seeds alone' }, ` of ${group.settings} settings`),
      ),
      metrics.map((column) => {
        const { text, of } = groupCell(group, column)
        return h('td', { class: 'number' }, text, of !== undefined && h('span', { class: 'mark' }, ` (${of})`))
      }),
    )
  const heads = [
    ...keys.map((column) => head(page, column.id, column.id, false)),
    head(page, 'runs', 'runs', true),
    ...metrics.map((column) => head(page, column.id, column.id, true)),
  ]
  return [tableOf('Groups of runs: mean ± sd of each metric', heads, rows.map(row)), pager]
}

const isNumber = (value: Value): boolean => typeof value === 'number'

const sorting = (sort: string): { id: string; isDown: boolean } => ({
  id: sort.replace(/^-/, ''),
  isDown: sort.startsWith('-'),
})

/** A head that sorts: the largest of a metric first, the first of anything else. Asked a third time, the order is that of the sweep again. */
function head(page: Page, id: string, text: string, isMetric: boolean): HTMLElement {
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
const tableOf = (caption: string, heads: readonly HTMLElement[], rows: readonly HTMLElement[]): HTMLElement =>
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

function paged<T>(page: Page, items: readonly T[]): { rows: readonly T[]; pager: HTMLElement } {
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
  return { rows: items.slice(at * ROWS, (at + 1) * ROWS), pager }
}
