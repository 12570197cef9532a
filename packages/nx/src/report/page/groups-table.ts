import type { PageColumn } from '../view/columns'
import { groupCell, groupRuns, sortGroups, valueText, type PageGroup } from '../view/groups'
import { h } from './dom'
import type { Page } from './page'
import { head, isNumber, paged, sorting, pageTable } from './table-parts'

/** By how many runs they have: a key or a metric may be called `runs`. */
const COUNT = 'number of runs'

export function groupsTable(page: Page, keys: readonly PageColumn[], isPrinted: boolean): (HTMLElement | false)[] {
  const { columns, view } = page
  const metrics = columns.filter(({ kind }) => kind === 'metric')
  const settings = columns.filter(({ id, kind }) => kind === 'config' || id === 'task')
  const groups = groupRuns(page.shown.runs, keys, settings)
  const { id, isDown } = sorting(view.sort)
  const key = keys.findIndex((column) => column.id === id)
  const metric = metrics.find((column) => column.id === id)
  const sorted = id === '' ? groups : sortGroups(groups, key >= 0 ? { key } : metric ? { metric } : 'runs', isDown)
  const { rows, pager } = paged(page, sorted, isPrinted)
  const row = (group: PageGroup): HTMLElement =>
    h(
      'tr',
      {},
      keys.length === 0 && h('th', { scope: 'row' }, 'all'),
      group.values.map((value, index) =>
        index === 0
          ? h('th', { scope: 'row' }, valueText(value))
          : h('td', { class: isNumber(value) ? 'number' : undefined }, valueText(value)),
      ),
      h(
        'td',
        { class: 'number' },
        group.runs.length,
        group.settings > 1 && h('span', { class: 'mark' }, ` of ${group.settings} settings`),
      ),
      metrics.map((column) => {
        const { text, of } = groupCell(group, column)
        return h('td', { class: 'number' }, text, of !== undefined && h('span', { class: 'mark' }, ` (${of})`))
      }),
    )
  const heads = [
    ...(keys.length === 0 ? [h('td')] : []),
    ...keys.map((column) => head(page, column.id, column.id, false)),
    head(page, COUNT, 'runs', true),
    ...metrics.map((column) => head(page, column.id, column.id, true)),
  ]
  return [
    pageTable('Groups of runs: mean ± sd of each metric', heads, rows.map(row)),
    rows.some(({ settings }) => settings > 1) &&
      h('p', { class: 'hint' }, 'Of several settings: a mean that is not one over seeds alone.'),
    ...pager,
  ]
}
