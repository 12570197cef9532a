import { plural } from 'bocas/internal'
import { filterWord } from '../view/filter-words'
import { parallelAxis, shadesOfRuns, type ParallelAxis } from '../view/parallel'
import { choice, h, refill, s, section } from './dom'
import type { Page } from './page'

/** Axes beside each other that one still tells apart. */
const MOST_AXES = 10
const SHADES = 7
const [HEIGHT, TOP, BOTTOM, STEP, SIDE] = [340, 40, 24, 130, 70]

/** Parallel coordinates: a line for each run through its values, shaded by a metric. */
export function parallel(page: Page): HTMLElement {
  const metrics = page.columns.filter(({ kind }) => kind === 'metric').map(({ id }) => id)
  let drawn: { readonly runs: readonly number[]; readonly metric: string } | undefined
  const controls = h('div', { class: 'controls' })
  const body = h('div')
  const draw = (): void => {
    const { runs } = page.shown
    // One that configs are chosen by, where there is one and nothing is said.
    const metric =
      metrics.find((id) => id === page.view.shade) ?? metrics.find((id) => id.startsWith('val.')) ?? metrics[0]!
    if (drawn?.runs === runs && drawn.metric === metric) return
    drawn = { runs, metric }
    refill(
      controls,
      choice(
        'Shaded by',
        'metric',
        metrics.map((id) => [id, id]),
        metric,
        (shade) => page.choose({ shade }),
      ),
      h(
        'span',
        { class: 'hint' },
        'the largest values stand out most; a value of an axis is a button that adds it to the filter',
      ),
    )
    const shade = page.columns.find(({ id }) => id === metric)!
    const keys = page.columns
      .filter(({ kind, id }) => kind === 'config' || id === 'task')
      .flatMap((column) => parallelAxis(column, runs) ?? [])
      // What these runs agree in says nothing of how they differ.
      .filter(({ ticks }) => ticks.length > 1)
    const last = parallelAxis(shade, runs)
    const axes = [...keys.slice(0, MOST_AXES - 1), ...(last ? [last] : [])]
    if (last === undefined || axes.length < 2)
      return refill(body, h('p', { class: 'hint' }, `None of these runs has both a key that differs and ${metric}.`))
    const left = keys.length - (axes.length - 1)
    refill(
      body,
      h(
        'div',
        { class: 'wide', role: 'region', 'aria-label': 'plot of parallel coordinates', tabindex: 0 },
        picture(page, axes, runs, shadesOfRuns(shade, runs, SHADES), metric),
      ),
      h('p', { class: 'paper' }, `Shaded by ${metric}: the largest values stand out most.`),
      left > 0 && h('p', { class: 'hint' }, `${left} more keys have no axis here.`),
    )
  }
  page.draw(draw)
  return section('parallel', 'Parallel coordinates', controls, body)
}

function picture(
  page: Page,
  axes: readonly ParallelAxis[],
  runs: readonly number[],
  shades: ReadonlyMap<number, number>,
  metric: string,
): SVGSVGElement {
  const width = 2 * SIDE + STEP * (axes.length - 1)
  const x = (index: number): number => SIDE + STEP * index
  const y = (place: number): number => HEIGHT - BOTTOM - place * (HEIGHT - TOP - BOTTOM)
  // One path for each shade: ten thousand elements would be slow.
  const paths = Array.from({ length: SHADES }, () => '')
  for (const run of runs) {
    const shade = shades.get(run)
    if (shade === undefined) continue
    let pen = 'M'
    for (const [index, axis] of axes.entries()) {
      const place = axis.placeOf(run)
      // A run without such a key passes it by.
      if (place === undefined) continue
      paths[shade] += `${pen}${x(index)} ${y(place).toFixed(1)}`
      pen = 'L'
    }
  }
  return s(
    'svg',
    {
      class: 'parallel',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'group',
      'aria-label': `${plural(shades.size, 'run')} through ${axes.map(({ column }) => column.id).join(', ')}, shaded by ${metric}`,
    },
    paths.map((d, shade) => d !== '' && s('path', { d, class: `shade-${shade}`, 'aria-hidden': 'true' })),
    axes.map((axis, index) => axisPicture(page, axis, x(index), y)),
  )
}

function axisPicture(
  page: Page,
  { column, ticks }: ParallelAxis,
  x: number,
  y: (place: number) => number,
): SVGGElement {
  const filter = (value: string): void =>
    page.choose({ filter: [page.view.filter, value].filter(Boolean).join(' '), page: 0 })
  return s(
    'g',
    {},
    s('line', { x1: x, x2: x, y1: y(0), y2: y(1), class: 'axis' }),
    s('text', { x, y: 14, 'text-anchor': 'middle', class: 'name' }, short(column.id, 20)),
    ticks.map(({ at, text, value }) => {
      const words = { x: x + 6, y: y(at) + 4, class: 'tick' }
      if (value === undefined) return s('text', words, short(text, 16))
      const add = (): void => filter(filterWord(column.id, String(value)))
      return s(
        'g',
        {
          role: 'button',
          tabindex: 0,
          'aria-label': `only ${column.id} ${text}`,
          'data-focus': `tick ${column.id} ${text}`,
          onclick: add,
          onkeydown: (event) =>
            void (['Enter', ' '].includes((event as KeyboardEvent).key) && (event.preventDefault(), add())),
        },
        s('text', words, short(text, 16)),
      )
    }),
  )
}

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
