import { plural } from 'bocas/internal'
import type { PageColumn } from '../view/columns'
import { h, refill } from './dom'
import type { Page } from './page'

/** Milliseconds without a key before the filter is applied. */
const AFTER_TYPING = 120

export const groupKeys = ({ columns, view }: Page): PageColumn[] =>
  view.group.flatMap((id) => columns.find((column) => column.id === id && isKey(column)) ?? [])

const isKey = ({ id, kind }: PageColumn): boolean => kind === 'config' || id === 'task' || id === 'state'

export function filterBox(page: Page): HTMLElement {
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
export function groupBox(page: Page): HTMLElement {
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

export function statusText({ data, view }: Page, shown: number): string {
  const all = data.runs.name.length
  const runs = shown === all ? plural(all, 'run') : `${shown} of ${plural(all, 'run')}`
  const grouped = view.group.length > 0 ? `, grouped by ${view.group.join(', ')}` : ''
  const by =
    view.sort === ''
      ? ''
      : `, sorted by ${view.sort.replace(/^-/, '')}, ${view.sort.startsWith('-') ? 'largest' : 'smallest'} first`
  return runs + grouped + by
}
