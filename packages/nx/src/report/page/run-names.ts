import { h } from './dom'
import type { Page } from './page'

/** Runs that are named one by one below what is said of them. */
const NAMED = 12

/** Runs by their names, each of which shows the run; then those that are on no row of this page. */
export function namedRuns(page: Page, runs: readonly number[], others: readonly string[] = []): HTMLElement {
  const left = Math.max(0, runs.length - NAMED) + Math.max(0, others.length - NAMED)
  return h(
    'ul',
    {},
    runs.slice(0, NAMED).map((run) => h('li', {}, runButton(page, run))),
    others.slice(0, NAMED).map((name) => h('li', {}, name)),
    left > 0 && h('li', {}, `and ${left} more`),
  )
}

const runButton = (page: Page, run: number): HTMLElement =>
  h('button', { type: 'button', class: 'link', onclick: () => page.choose({ run }) }, page.runName(run))
