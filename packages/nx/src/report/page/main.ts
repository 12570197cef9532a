import type { PageData } from '../data/page-data'
import { h, refill } from './dom'
import { Page } from './page'
import { runsTable } from './runs-table'
import { summary } from './summary'

/** Builds the page from the data that it holds. */
function start(): void {
  const page = new Page(JSON.parse(document.getElementById('data')!.textContent) as PageData)
  const main = document.getElementById('page')!
  const sections = [runsTable(page)]
  refill(main, summary(page), jumps(sections), sections)
}

/** Links within the page. They are buttons: what stands behind the `#` of the address is what the reader has chosen. */
function jumps(sections: readonly HTMLElement[]): HTMLElement {
  const jump = (to: HTMLElement): HTMLElement => {
    const heading = to.querySelector('h2')!
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'link', onclick: () => heading.focus() }, heading.textContent),
    )
  }
  return h('nav', { 'aria-label': 'sections' }, h('ul', {}, sections.map(jump)))
}

start()
