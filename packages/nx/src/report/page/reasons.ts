import { plural } from 'bocas/internal'
import type { Reason } from '../view/reasons'
import { h, refill, section } from './dom'
import type { Page } from './page'
import { namedRuns } from './run-names'

/** Reasons that are shown: more of them are read by a filter. */
const MOST = 100

const idOf = ({ number }: Reason): string => `why-${number}`

/** Why the runs that the filter leaves stand as they do: equal reasons once, by the numbers that the table gives. */
export function reasons(page: Page): HTMLElement {
  const body = h('div')
  let drawn: readonly number[] | undefined
  page.draw(() => {
    const { runs } = page.shown
    if (drawn === runs) return
    drawn = runs
    const isShown = new Set(runs)
    const found = page.reasons
      .map((reason) => ({ ...reason, runs: reason.runs.filter((run) => isShown.has(run)) }))
      .filter((reason) => reason.runs.length > 0)
    if (found.length === 0) return refill(body, h('p', { class: 'hint' }, 'None of these runs has one.'))
    refill(
      body,
      h('ol', { class: 'reasons' }, found.slice(0, MOST).map(item(page))),
      found.length > MOST &&
        h('p', { class: 'hint' }, `${plural(found.length - MOST, 'more reason')} left out; filter to see them.`),
    )
  })
  return section('why', 'Why runs stand as they do', body)
}

const item =
  (page: Page) =>
  (reason: Reason): HTMLElement =>
    h(
      'li',
      { id: idOf(reason), value: reason.number, tabindex: -1 },
      h('span', { class: `state ${reason.state}` }, `${reason.runs.length} ${reason.state}: `),
      h('span', { class: 'why' }, reason.why),
      h(
        'details',
        { 'data-open': `why ${reason.state} ${reason.why}` },
        h('summary', { 'data-focus': `why ${reason.state} ${reason.why}` }, 'which'),
        namedRuns(page, `they are marked [${reason.number}] in the table`, reason.runs),
      ),
    )

/** A mark behind the state of a run, which leads to the reason. It says on paper, too, which one it is. */
export function reasonMark(page: Page, run: number): HTMLElement | false {
  const reason = page.reasonOf(run)
  if (reason === undefined) return false
  const mark = `[${reason.number}]`
  const jump = (): void => {
    const place = document.getElementById(idOf(reason))
    // Of very many reasons only the first are listed.
    if (place) place.focus()
    else page.choose({ run })
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      'aria-label': `${mark} ${reason.why.split('\n', 1)[0]}`,
      'data-focus': `why ${run}`,
      onclick: jump,
    },
    mark,
  )
}
