import { plural } from 'bocas/internal'
import type { PageData } from '../data/page-data'
import { valueText } from '../view/groups'
import { h } from './dom'
import type { Page } from './page'

/** What stands above all: how the runs stand, what has to be known of the tasks, what is the same everywhere. */
export function summary(page: Page): HTMLElement {
  const { data } = page
  const counts = data.states.map((state, index) => ({
    state,
    count: data.runs.state.filter((one) => one === index).length,
  }))
  return h(
    'header',
    {},
    h('h1', {}, data.title),
    h(
      'ul',
      { class: 'states', 'aria-label': 'states of the runs' },
      counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: `state ${state}`,
                'data-focus': `state ${state}`,
                onclick: () => page.choose({ filter: `state=${state}`, group: null, page: 0 }),
              },
              `${count} ${state}`,
            ),
          ),
        ),
    ),
    notes(data),
    data.shared.length > 0 &&
      h(
        'details',
        { 'data-open': 'same' },
        h('summary', { 'data-focus': 'same' }, `The same in all runs: ${plural(data.shared.length, 'key')}`),
        h(
          'dl',
          { class: 'pairs' },
          data.shared.map(([path, value]) => [h('dt', {}, path), h('dd', {}, valueText(value))]),
        ),
      ),
  )
}

function notes({ tasks }: PageData): HTMLElement | false {
  const all = tasks.flatMap(({ task, notes: own }) => own.map((note) => ({ task, note })))
  return (
    all.length > 0 &&
    h(
      'ul',
      { class: 'notes' },
      all.map(({ task, note }) => h('li', {}, h('pre', {}, tasks.length > 1 ? `${task}: ${note}` : note))),
    )
  )
}
