import { plural } from 'bocas/internal'
import { h } from './dom'
import type { Page } from './page'

/** Runs that are named below what is said of them, until more are asked for. */
const NAMED = 12
/** Runs that are added at the first time, and at each later one. */
const [NEXT, LATER] = [100, 1000]

/**
 * Runs by their names, each of which shows the run; then those that are on no row of this page. The first of them stand there, and a button adds more.
 *
 * @param where what names all of them, for paper, where nothing can be added.
 */
export function namedRuns(
  page: Page,
  where: string,
  runs: readonly number[],
  others: readonly string[] = [],
): HTMLElement {
  const all = runs.length + others.length
  const list = h('ul')
  const item = (at: number): HTMLElement =>
    at < runs.length ? h('li', {}, runButton(page, runs[at]!)) : h('li', { tabindex: -1 }, others[at - runs.length])
  const add = (from: number, to: number): HTMLElement[] => {
    const items = Array.from({ length: to - from }, (_, index) => item(from + index))
    list.append(...items)
    const left = all - to
    if (left === 0) return items
    const next = Math.min(left, from === 0 ? NEXT : LATER)
    const more = h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'more',
          onclick: () => {
            more.remove()
            const [first] = add(to, to + next)
            ;(first?.querySelector('button') ?? first)?.focus()
          },
        },
        next === left ? `Show ${next} more` : `Show ${next} of ${plural(left, 'more run')}`,
      ),
      h('span', { class: 'paper' }, `and ${plural(left, 'more run')}: ${where}`),
    )
    list.append(more)
    return items
  }
  add(0, Math.min(all, NAMED))
  return list
}

const runButton = (page: Page, run: number): HTMLElement =>
  h('button', { type: 'button', class: 'link', onclick: () => page.choose({ run }) }, page.runName(run))
