import { plural } from 'bocas/internal'
import type { PageColumn } from '../view/columns'
import { h, refill } from './dom'
import type { Page } from './page'

/** Milliseconds without a key before the filter is applied. */
const AFTER_TYPING = 120

/** By what runs are grouped: nothing for one group of all, null for no groups, also where the address names keys of an earlier report. */
export function groupKeys({ columns, view: { group } }: Page): PageColumn[] | null {
  const keys = group?.flatMap((id) => columns.find((column) => column.id === id && isKey(column)) ?? [])
  return keys === undefined || (keys.length === 0 && group!.length > 0) ? null : keys
}

const isKey = ({ id, kind }: PageColumn): boolean => kind === 'config' || id === 'task' || id === 'state'

export function filterBox(page: Page): HTMLElement {
  let timer: ReturnType<typeof setTimeout> | undefined
  const input = h('input', {
    type: 'search',
    id: 'filter',
    'data-focus': 'filter',
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
export function groupBox(page: Page): HTMLElement {
  const keys = page.columns.filter(isKey)
  const settings = keys.filter(({ id }) => id !== 'state').map(({ id }) => id)
  const box = h('fieldset', { class: 'controls' })
  page.draw(() => {
    const keysNow = groupKeys(page)
    const group = (keysNow ?? []).map(({ id }) => id)
    const toggle = (id: string): void => {
      const next = group.includes(id) ? group.filter((one) => one !== id) : [...group, id]
      page.choose({ group: next.length > 0 ? next : null, page: 0, sort: '' })
    }
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
      keysNow !== null &&
        h(
          'button',
          { type: 'button', 'data-focus': 'single', onclick: () => page.choose({ group: null, page: 0, sort: '' }) },
          'Single runs',
        ),
    )
  })
  return box
}

export function statusText(page: Page, shown: number): string {
  const { data, view } = page
  const all = data.runs.name.length
  const runs = shown === all ? plural(all, 'run') : `${shown} of ${plural(all, 'run')}`
  const keys = groupKeys(page)
  const by = keys?.map(({ id }) => id).join(', ')
  const grouped = by === undefined ? '' : by === '' ? ', as one group' : `, grouped by ${by}`
  const sorted =
    view.sort === ''
      ? ''
      : `, sorted by ${view.sort.replace(/^-/, '')}, ${view.sort.startsWith('-') ? 'largest' : 'smallest'} first`
  return runs + grouped + sorted
}
