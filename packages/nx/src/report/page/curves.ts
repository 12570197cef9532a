import { plural } from 'bocas/internal'
import { isMixed, linesOfMeans, linesOfRuns, rowsLeftOut, type CurveOfRun } from '../view/curves'
import { overText, placesOver } from '../view/over'
import { chosenCurves, colourValue, curveChoices, SETTING, type ChosenCurves } from './curve-choices'
import { lastValues } from './curve-legend'
import { plotLines } from './curve-plot'
import { h, refill, section } from './dom'
import type { Page } from './page'
import { lost } from './run-panel'

/** Runs whose curves are loaded without being asked for, when they lie beside the page. */
const AT_ONCE = 200
/** Lines that are drawn at most: more of them are one spot. */
const MOST_LINES = 300

/** Learning curves of the runs that the filter leaves, coloured by any key. */
export function curves(page: Page): HTMLElement {
  const controls = h('div', { class: 'controls' })
  const body = h('div')
  let end = (): void => undefined
  let drawn = ''
  let allowed = page.details.isInPage ? Infinity : AT_ONCE
  const draw = (): void => {
    refill(controls, ...curveChoices(page))
    const { runs } = page.shown
    const now = chosenCurves(page)
    const what = JSON.stringify([page.view.curve, now, page.view.filter, allowed])
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
        end = show(page, body, runs, now)
      })
  }
  const element = section('curves', 'Curves', controls, body)
  page.draw(draw)
  return element
}

function curveOf(page: Page, run: number, { curve: name, colour, over }: ChosenCurves): CurveOfRun | undefined {
  const found = page.details.now(run)?.curves ?? {}
  const curve = Object.hasOwn(found, name) ? found[name]! : []
  const places = placesOver(curve, over, found)
  if (curve.length === 0 || places === undefined) return undefined
  return {
    name: page.runName(run),
    value: colourValue(page, run, colour),
    setting: colourValue(page, run, SETTING),
    curve,
    places,
  }
}

/** @returns what ends it. */
function show(page: Page, body: HTMLElement, shown: readonly number[], now: ChosenCurves): () => void {
  const { curve, colour, curves: mode } = now
  const over = overText(now.over)
  const runs = shown.flatMap((run) => curveOf(page, run, now) ?? [])
  const others = shown.filter((run) => Object.hasOwn(page.details.now(run)?.curves ?? {}, curve)).length - runs.length
  const hint = (text: string): HTMLElement => h('p', { class: 'hint' }, text)
  if (runs.length === 0) {
    refill(body, hint(`None of these runs has ${curve}${others > 0 ? ` over ${over}` : ''}.`))
    return () => undefined
  }
  const all = mode === 'mean' ? linesOfMeans(runs) : linesOfRuns(runs)
  const lines = all.slice(0, MOST_LINES)
  const place = h('div', {
    class: 'plot',
    role: 'img',
    'aria-label': `${curve} over ${over}, coloured by ${colour}; the last values are in the table below`,
  })
  const left = all.length - lines.length
  const rows = rowsLeftOut(runs)
  refill(
    body,
    place,
    mode === 'mean' &&
      isMixed(runs) &&
      hint('These are means over runs of several settings, not over seeds alone; colour by setting to see each.'),
    others > 0 &&
      hint(
        `${plural(others, 'run')} left out: no ${over} is recorded for each row of ${curve}; draw over the rows to see all.`,
      ),
    rows > 0 &&
      hint(`${plural(rows, 'row')} left out: a later one of the run has the same ${over}, or it is no number.`),
    left > 0 && hint(`${left} more lines are left out; filter, or draw means.`),
    lastValues(lines, colour, over),
  )
  return plotLines(place, curve, over, lines)
}
