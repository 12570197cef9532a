import { plural } from 'bocas/internal'
import type { OutputOnPage } from '../data/page-data'
import { h, section } from './dom'
import type { Page } from './page'
import { namedRuns } from './run-names'

/** Facts, claims, tables and figures, each with how it was computed and the runs that made it; nothing where nothing was drawn. */
export function outputs(page: Page): HTMLElement[] {
  const of = (...kinds: OutputOnPage['kind'][]): readonly OutputOnPage[] =>
    page.data.outputs.filter(({ kind }) => kinds.includes(kind))
  const [figures, tables, words] = [of('figure'), of('table'), of('fact', 'claim')]
  return [
    ...(figures.length > 0
      ? [
          section(
            'figures',
            'Figures',
            figures.map((one) => figure(page, one)),
          ),
        ]
      : []),
    ...(tables.length > 0
      ? [
          section(
            'tables',
            'Tables',
            tables.map((one) => table(page, one)),
          ),
        ]
      : []),
    ...(words.length > 0
      ? [
          section(
            'facts',
            'Facts and claims',
            h(
              'dl',
              { class: 'facts' },
              words.map((one) => [
                h('dt', {}, one.name),
                h('dd', {}, h('strong', {}, one.text ?? ''), verdict(one), origin(page, one)),
              ]),
            ),
          ),
        ]
      : []),
  ]
}

function figure(page: Page, one: OutputOnPage): HTMLElement {
  const { name, picture, alt = '' } = one
  const isPicture = picture !== undefined && /^data:image\/(?:svg\+xml|png);base64,/.test(picture)
  const image = h('img', { alt: alt || name })
  if (isPicture) image.src = picture
  return h(
    'figure',
    {},
    h('h3', {}, name),
    isPicture ? image : h('p', { class: 'hint' }, 'There is no SVG or PNG of it: open its PDF, or draw it again.'),
    h('figcaption', {}, alt, origin(page, one)),
  )
}

function table(page: Page, one: OutputOnPage): HTMLElement {
  const [heads = [], ...rows] = one.grid ?? []
  return h(
    'div',
    { class: 'made' },
    h('h3', {}, one.name),
    h(
      'div',
      { class: 'wide', role: 'region', 'aria-label': one.name, tabindex: 0 },
      h(
        'table',
        {},
        h('caption', { class: 'hidden' }, one.name),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            heads.map((text) => (text === '' ? h('td') : h('th', { scope: 'col' }, text))),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map(([head = '', ...cells]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, head),
              cells.map((text) => h('td', {}, text)),
            ),
          ),
        ),
      ),
    ),
    origin(page, one),
  )
}

const verdict = ({ kind, holds }: OutputOnPage): HTMLElement | false =>
  kind === 'claim' &&
  h(
    'span',
    { class: holds === true ? 'kept' : holds === false ? 'failed' : 'stale' },
    holds === true ? ' holds' : holds === false ? ' does not hold' : ' is not known to hold',
  )

/** From what something was made. */
function origin(
  page: Page,
  { kind, name, runs, others, formula, test, metric, said = [], outdated }: OutputOnPage,
): HTMLElement {
  const words = [metric && `of ${metric}`, formula, test, ...said].filter((text): text is string => Boolean(text))
  return h(
    'div',
    { class: 'origin' },
    words.length > 0 && h('p', { class: 'hint' }, words.join(' · ')),
    outdated !== undefined && h('p', { class: 'problem' }, outdated),
    h(
      'details',
      { 'data-open': `${kind} ${name}` },
      h('summary', { 'data-focus': `${kind} ${name}` }, `from ${plural(runs.length + others.length, 'run')}`),
      namedRuns(page, `npx bocas trace ${name} names them`, runs, others),
    ),
  )
}
