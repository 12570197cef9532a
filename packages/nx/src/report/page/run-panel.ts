import { metricText, valueText } from '../view/groups'
import { configDifference } from '../view/difference'
import type { RunDetails } from '../data/page-data'
import { h, refill, section } from './dom'
import type { Page } from './page'

/** One run: its config and metrics, why it stands as it does, what it printed, how it was executed, what was made of it. */
export function runPanel(page: Page): HTMLElement {
  const body = h('div')
  const element = section('run', 'One run', body)
  let last: number | null | undefined
  page.draw(() => {
    const { run } = page.view
    if (run === last) return
    const wasAsked = last !== undefined
    last = run
    refill(body, run === null ? h('p', { class: 'hint' }, 'Choose a run by its name in the table.') : known(page, run))
    if (run === null) return
    const rest = h('div', {}, h('p', { class: 'hint' }, 'loading …'))
    body.append(rest)
    void page.details.load([run]).then((isThere) => {
      if (page.view.run === run) refill(rest, isThere ? details(page.details.now(run)) : lost(page))
    })
    if (wasAsked) element.querySelector('h2')!.focus()
  })
  return element
}

export const lost = ({ data }: Page): HTMLElement =>
  h(
    'p',
    { class: 'problem' },
    `The folder ${data.details.folder ?? ''} is not beside this page: curves and logs are in it. Move both together, or write the report again.`,
  )

function known(page: Page, run: number): (HTMLElement | false)[] {
  const { data, columns } = page
  const used = data.outputs.filter(({ runs }) => runs.includes(run))
  const note = data.notes[run]
  const about = columns.filter(({ kind }) => kind !== 'metric')
  const metrics = columns.filter(({ kind, of }) => kind === 'metric' && of(run) !== undefined)
  return [
    h('h3', {}, page.runName(run)),
    note !== undefined && h('pre', { class: 'note' }, note),
    h(
      'dl',
      { class: 'pairs' },
      about
        .filter(({ of }) => of(run) !== undefined)
        .map(({ id, of }) => [h('dt', {}, id), h('dd', {}, valueText(of(run)))]),
    ),
    metrics.length > 0 &&
      h(
        'dl',
        { class: 'pairs' },
        metrics.map(({ id, of }) => [
          h('dt', {}, id),
          h('dd', {}, `${metricText(of(run))} `, h('span', { class: 'mark' }, `(${of(run)})`)),
        ]),
      ),
    used.length > 0 && h('p', {}, `Used in: ${used.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`),
  ]
}

function details(found: RunDetails | undefined): (HTMLElement | false)[] {
  if (found === undefined) return []
  const { key, execution = [], log } = found
  return [
    h(
      'dl',
      { class: 'pairs' },
      h('dt', {}, 'key'),
      h('dd', {}, key),
      execution.map(([what, value]) => [h('dt', {}, what), h('dd', {}, h('pre', {}, value))]),
    ),
    log !== undefined && h('h4', {}, log.cut > 0 ? `End of the log (${log.cut} bytes before it are left out)` : 'Log'),
    log !== undefined && h('pre', { class: 'log', tabindex: 0, role: 'region', 'aria-label': 'log' }, log.text),
  ]
}

/** In what two runs differ. */
export function differencePanel(page: Page): HTMLElement {
  const body = h('div')
  page.draw(() => {
    const [a, b] = page.view.compare
    if (a === undefined || b === undefined) {
      refill(
        body,
        h(
          'p',
          { class: 'hint' },
          `Mark two runs in the first column of the table${a === undefined ? '' : ': one is marked'}.`,
        ),
      )
      return
    }
    const rows = configDifference(page.columns, a, b)
    const isSame = !rows.some(({ kind }) => kind === 'config')
    refill(
      body,
      isSame && h('p', {}, 'Their configs are the same.'),
      h(
        'div',
        { class: 'wide differences', role: 'region', 'aria-label': 'table of differences', tabindex: 0 },
        h(
          'table',
          {},
          h('caption', { class: 'hidden' }, 'Difference of two runs'),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('td'),
              [page.runName(a), page.runName(b), 'difference'].map((text) => h('th', { scope: 'col' }, text)),
            ),
          ),
          h(
            'tbody',
            {},
            rows.map(({ id, kind, a: x, b: y, by }) => {
              const show = kind === 'metric' ? metricText : valueText
              return h(
                'tr',
                {},
                h('th', { scope: 'row' }, id),
                h('td', { class: 'number' }, show(x)),
                h('td', { class: 'number' }, show(y)),
                h('td', { class: 'number' }, by === undefined ? '' : (by > 0 ? '+' : '') + metricText(by)),
              )
            }),
          ),
        ),
      ),
    )
  })
  return section('difference', 'Difference of two runs', body)
}
