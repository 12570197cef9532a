import type { Line } from '../view/curves'
import { metricText, valueText } from '../view/groups'
import { colourOf, dashOf } from './colours'
import { h } from './dom'

/** What the lines end with, and where: the legend, and the same for who does not see the plot. */
export function lastValues(lines: readonly Line[], colour: string, over: string): HTMLElement {
  const row = ({ label, group, places, values, note }: Line): HTMLElement => {
    const last = values.at(-1) ?? undefined
    return h(
      'tr',
      {},
      h(
        'th',
        { scope: 'row' },
        swatch(group),
        ` ${label}`,
        note !== undefined && h('span', { class: 'mark' }, ` ${note}`),
      ),
      h('td', { class: 'number' }, valueText(places.at(-1))),
      h('td', { class: 'number' }, metricText(last)),
    )
  }
  return h(
    'div',
    { class: 'wide low', role: 'region', 'aria-label': 'legend and last values', tabindex: 0 },
    h(
      'table',
      {},
      h('caption', { class: 'hidden' }, 'Lines of the plot and their last values'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          [colour, `last ${over}`, 'last value'].map((text) => h('th', { scope: 'col' }, text)),
        ),
      ),
      h('tbody', {}, lines.map(row)),
    ),
  )
}

function swatch(group: number): SVGSVGElement {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line')
  for (const [name, value] of Object.entries({
    x1: 0,
    x2: 32,
    y1: 5,
    y2: 5,
    stroke: colourOf(group),
    'stroke-width': 3,
    'stroke-dasharray': dashOf(group).join(' '),
  }))
    line.setAttribute(name, String(value))
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of Object.entries({ width: 32, height: 10, 'aria-hidden': 'true' }))
    picture.setAttribute(name, String(value))
  picture.append(line)
  return picture
}
