import { plural } from 'bocas/internal'
import type { PageColumn } from '../view/columns'
import { isMixed, linesOfMeans, linesOfRuns, type CurveOfRun } from '../view/curves'
import { valueText } from '../view/groups'
import { lastValues } from './curve-legend'
import { plotLines } from './curve-plot'
import { choice, h, refill, section } from './dom'
import type { Page } from './page'
import { lost } from './run-panel'

/** Runs whose curves are loaded without being asked for, when they lie beside the page. */
const AT_ONCE = 200
/** Lines that are drawn at most: more of them are one spot. */
const MOST_LINES = 300

/** As if it were a key: every setting by itself, seeds aside. */
const SETTING = 'setting'

/** Learning curves of the runs that the filter leaves, coloured by any key. */
export function curves(page: Page): HTMLElement {
  const controls = h('div', { class: 'controls' })
  const body = h('div')
  let end = (): void => undefined
  let drawn = ''
  let allowed = page.details.isInPage ? Infinity : AT_ONCE
  const draw = (): void => {
    refill(controls, ...chooser(page))
    const { runs } = page.shown
    const { curve, colour, curves: mode } = chosen(page)
    const what = JSON.stringify([page.view.curve, curve, colour, mode, page.view.filter, allowed])
    if (what === drawn) return
    drawn = what
    end()
    end = () => undefined
    if (!page.details.isInPage && page.view.curve === '')
      return refill(
        body,
        h('p', { class: 'hint' }, 'Choose what to draw: curves are loaded from the folder beside this page.'),
      )
    if (runs.length > allowed)
      return refill(
        body,
        h(
          'button',
          { type: 'button', onclick: () => ((allowed = Infinity), draw()) },
          `Load the curves of ${plural(runs.length, 'run')}`,
        ),
      )
    const status = h('p', { role: 'status' }, 'loading …')
    refill(body, status)
    void page.details
      .load(runs, (share) => refill(status, `loading … ${Math.round(100 * share)} %`))
      .then((isThere) => {
        if (what !== drawn) return
        if (!isThere) return refill(body, lost(page))
        end = show(
          page,
          body,
          runs.flatMap((run) => curveOf(page, run, curve, colour)),
          mode,
        )
      })
  }
  const element = section('curves', 'Curves', controls, body)
  page.draw(draw)
  return element
}

function chosen(page: Page): { curve: string; colour: string; curves: 'each' | 'mean' } {
  const { view, data } = page
  const keys = colourKeys(page)
  return {
    curve: data.curves.includes(view.curve)
      ? view.curve
      : (data.curves.find((name) => /(?:^|\.)val_?loss$/.test(name)) ?? data.curves[0]!),
    colour: keys.includes(view.colour) ? view.colour : (keys[0] ?? 'run'),
    curves: view.curves,
  }
}

const colourKeys = ({ columns }: Page): string[] => [...settingsOf(columns).map(({ id }) => id), SETTING, 'run']

const settingsOf = (columns: readonly PageColumn[]): PageColumn[] =>
  columns.filter(({ kind, id }) => kind === 'config' || id === 'task')

/** What a run is coloured by, in words. */
function colourValue({ columns }: Page, run: number, colour: string): string {
  if (colour !== SETTING) return valueText(columns.find(({ id }) => id === colour)!.of(run))
  const values = settingsOf(columns).flatMap(({ of }) => of(run) ?? [])
  return values.map(valueText).join(' ') || 'all'
}

function chooser(page: Page): HTMLElement[] {
  const now = chosen(page)
  const same = (ids: readonly string[]): [string, string][] => ids.map((id) => [id, id])
  const isOpen = page.details.isInPage || page.view.curve !== ''
  return [
    choice(
      'Curve',
      'curve',
      [...(isOpen ? [] : [['', '…'] as [string, string]]), ...same(page.data.curves)],
      isOpen ? now.curve : '',
      (curve) => page.choose({ curve }),
    ),
    choice('coloured by', 'colour', same(colourKeys(page)), now.colour, (colour) => page.choose({ colour })),
    choice(
      'as',
      'curves',
      [
        ['mean', 'mean and sd over runs'],
        ['each', 'a line for each run'],
      ],
      now.curves,
      (mode) => page.choose({ curves: mode === 'each' ? 'each' : 'mean' }),
    ),
  ]
}

function curveOf(page: Page, run: number, name: string, colour: string): CurveOfRun[] {
  const found = page.details.now(run)?.curves
  const curve = found && Object.hasOwn(found, name) ? found[name] : undefined
  return curve === undefined || curve.length === 0
    ? []
    : [
        {
          name: page.runName(run),
          value: colourValue(page, run, colour),
          setting: colourValue(page, run, SETTING),
          curve,
        },
      ]
}

/** @returns what ends it. */
function show(page: Page, body: HTMLElement, runs: readonly CurveOfRun[], mode: 'each' | 'mean'): () => void {
  const { curve, colour } = chosen(page)
  if (runs.length === 0) {
    refill(body, h('p', { class: 'hint' }, `None of these runs has ${curve}.`))
    return () => undefined
  }
  const all = mode === 'mean' ? linesOfMeans(runs) : linesOfRuns(runs)
  const lines = all.slice(0, MOST_LINES)
  const place = h('div', {
    class: 'plot',
    role: 'img',
    'aria-label': `${curve} over steps, coloured by ${colour}; the values at the last step are in the table below`,
  })
  const left = all.length - lines.length
  refill(
    body,
    place,
    mode === 'mean' &&
      isMixed(runs) &&
      h(
        'p',
        { class: 'hint' },
        'These are means over runs of several settings, not over seeds alone; colour by setting to see each.',
      ),
    left > 0 && h('p', { class: 'hint' }, `${left} more lines are left out; filter, or draw means.`),
    lastValues(lines, colour),
  )
  return plotLines(place, curve, lines)
}
