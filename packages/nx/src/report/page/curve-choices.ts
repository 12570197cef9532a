import type { PageColumn } from '../view/columns'
import { valueText } from '../view/groups'
import { isCount, overChoices, overText } from '../view/over'
import { choice } from './dom'
import type { Page } from './page'

/** As if it were a key: every setting by itself, seeds aside. */
export const SETTING = 'setting'

/** What is drawn: what the reader has chosen of it, and else what is mostly asked for. */
export interface ChosenCurves {
  readonly curve: string
  readonly colour: string
  readonly curves: 'each' | 'mean'
  readonly over: string
}

export function chosenCurves(page: Page): ChosenCurves {
  const { view, data } = page
  const keys = colourKeys(page)
  const curve = data.curves.includes(view.curve)
    ? view.curve
    : (data.curves.find((name) => /(?:^|\.)val_?loss$/.test(name)) ??
      data.curves.find((name) => !isCount(name)) ??
      data.curves[0]!)
  const choices = overChoices(curve, data.curves)
  return {
    curve,
    colour: keys.includes(view.colour) ? view.colour : (keys[0] ?? 'run'),
    curves: view.curves,
    over: choices.includes(view.over) ? view.over : choices[0]!,
  }
}

const colourKeys = ({ columns }: Page): string[] => [...settingsOf(columns).map(({ id }) => id), SETTING, 'run']

const settingsOf = (columns: readonly PageColumn[]): PageColumn[] =>
  columns.filter(({ kind, id }) => kind === 'config' || id === 'task')

/** What a run is coloured by, in words. */
export function colourValue({ columns }: Page, run: number, colour: string): string {
  if (colour !== SETTING) return valueText(columns.find(({ id }) => id === colour)!.of(run))
  const values = settingsOf(columns).flatMap(({ of }) => of(run) ?? [])
  return values.map(valueText).join(' ') || 'all'
}

/** Lists to choose from; over what curves are drawn where there are several choices. */
export function curveChoices(page: Page): HTMLElement[] {
  const now = chosenCurves(page)
  const overs = overChoices(now.curve, page.data.curves)
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
    ...(isOpen && overs.length > 1
      ? [
          choice(
            'over',
            'over',
            overs.map((name) => [name, overText(name)]),
            now.over,
            (over) => page.choose({ over }),
          ),
        ]
      : []),
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
