import type { PageData } from '../data/page-data'
import { curves } from './curves'
import { h, refill } from './dom'
import { takeHeld } from './held'
import { followReport, type Live } from './live'
import { outputs } from './outputs'
import { Page } from './page'
import { parallel } from './parallel'
import { differencePanel, runPanel } from './run-panel'
import { printDetailsOpen } from './printing'
import { reasons } from './reasons'
import { runsTable } from './runs-table'
import { summary } from './summary'

/** Builds the page from the data that it holds. */
function start(): void {
  const page = new Page(JSON.parse(textOf('data')!) as PageData)
  const main = document.getElementById('page')!
  const live = textOf('live')
  const status = h('p', { role: 'status', class: 'status', hidden: live === undefined })
  const sections = [
    runsTable(page),
    ...(page.reasons.length > 0 ? [reasons(page)] : []),
    runPanel(page),
    differencePanel(page),
    ...(page.data.metrics.length > 0 && page.data.configs.length > 0 ? [parallel(page)] : []),
    ...outputs(page),
  ]
  refill(main, summary(page), status, sections)
  if (page.data.curves.length > 0) {
    // It is drawn as wide as the page is, which is known once the page is there.
    const drawn = curves(page)
    const before = sections.findIndex(({ id }) => id === 'difference')
    sections[before]!.after(drawn)
    sections.splice(before + 1, 0, drawn)
  }
  status.before(jumps(sections))
  printDetailsOpen()
  takeHeld()
  if (live !== undefined) followReport(JSON.parse(live) as Live, (text) => refill(status, text))
}

const textOf = (id: string): string | undefined => document.getElementById(id)?.textContent ?? undefined

/** Links within the page. They are buttons: what stands behind the `#` of the address is what the reader has chosen. */
function jumps(sections: readonly HTMLElement[]): HTMLElement {
  const jump = (to: HTMLElement): HTMLElement => {
    const heading = to.querySelector('h2')!
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'link', 'data-focus': `to ${to.id}`, onclick: () => heading.focus() },
        heading.textContent,
      ),
    )
  }
  return h('nav', { 'aria-label': 'sections' }, h('ul', {}, sections.map(jump)))
}

start()
