import { type AnyRuns, choiceNotes } from 'bocas/internal'
import type { PanelsFigure, SingleFigure } from '../../figure/figure'
import { toPoints } from '../../figure/frame'
import { checkOptions } from '../values/checks'
import type { PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { nonFiniteNotes } from '../values/non-finite-notes'
import { runIdsOf } from '../values/values'
import { makeFigure } from './facets'
import type { FigureOptions } from './figure-options'
import { draftWords, figureSize, type FigureContext } from './frame'

export interface PanelsOptions {
  /** The width in print of all panels together: `column` (82 mm, the default), `text` (172 mm), or millimetres from 40 to 300. */
  readonly size?: 'column' | 'text' | number | undefined
  /** The height of all panels together, in millimetres. */
  readonly height?: number | undefined
  /** How many panels stand beside each other; as many as have room unless given. */
  readonly columns?: number | undefined
  /** The alternative text, in place of the one that is made from the panels. */
  readonly alt?: string | undefined
}

/** One panel as it was asked for. */
export interface AskedPanel {
  readonly title: string
  readonly runs: AnyRuns
  readonly options: FigureOptions<unknown>
  readonly make: (drawing: FigureContext, options: FigureOptions<unknown>) => PlotWithNote
}

/** Between panels, and above each for its letter and title, in points. */
const GAP = 10
const TITLE = 12
/** Least width and height of a panel in millimetres. */
const LEAST = { width: 40, height: 30 } as const
const ROW = 50

/** A figure of several panels, each of a kind of its own, with what they show. @throws Error that says what is wrong with them. */
export function makePanels(
  drawing: Omit<FigureContext, 'runs'>,
  options: PanelsOptions,
  asked: readonly AskedPanel[],
): { figure: PanelsFigure; runs: readonly string[]; marks: readonly PlottedValue[]; said: readonly string[] } {
  checkOptions(options, ['size', 'height', 'columns', 'alt'])
  if (asked.length === 0)
    throw new Error(
      'there are no panels: draw some with the methods that are handed in, panels(…, ({ lines, bars }) => { … })',
    )
  if (asked.length > 26) throw new Error(`${asked.length} panels are more than there are letters`)
  const { columns: given, alt } = options
  if (given !== undefined && !(Number.isSafeInteger(given) && given >= 1))
    throw new Error(`\`columns\` is a whole number from 1 on, not ${given}`)
  const { width } = figureSize({ size: options.size })
  const columns = Math.min(
    asked.length,
    given ?? Math.max(1, Math.floor((width + GAP) / (toPoints(LEAST.width) + GAP))),
  )
  const rows = Math.ceil(asked.length / columns)
  const { height } = figureSize({ size: options.size, height: options.height ?? Math.min(250, ROW * rows + 10) })
  const own = {
    width: Math.floor((width - GAP * (columns - 1)) / columns),
    height: Math.floor((height - (TITLE + GAP) * rows + GAP) / rows),
  }
  if (own.width < toPoints(LEAST.width) || own.height < toPoints(LEAST.height))
    throw new Error(
      `${asked.length} panels in ${columns} columns leave each ${inMillimetres(own.width)} × ${inMillimetres(own.height)} mm, and a panel needs ${LEAST.width} × ${LEAST.height}: fewer \`columns\`, a larger \`size\` or \`height\``,
    )
  const made = asked.map(({ title, runs, options: one, make }) => {
    for (const option of ['size', 'height'] as const)
      if (one?.[option] !== undefined)
        throw new Error(`panel ${JSON.stringify(title)}: \`${option}\` is that of all panels together`)
    return makeFigure({ ...drawing, runs }, one, (inner, its) => {
      const { plot, ...rest } = make(inner, its)
      return { ...rest, plot: { ...plot, size: own } }
    })
  })
  const panels = made.map(({ figure }, index): PanelsFigure['panels'][number] => ({
    letter: `(${String.fromCharCode(97 + index)})`,
    title: asked[index]!.title,
    figure: { ...(figure as SingleFigure), size: own },
    left: (index % columns) * (own.width + GAP),
    top: Math.floor(index / columns) * (own.height + TITLE + GAP) + TITLE,
  }))
  const [first] = asked as [AskedPanel]
  const all = first.runs.with(asked.slice(1).map(({ runs }) => runs))
  return {
    figure: {
      kind: 'panels',
      name: drawing.name,
      ...drawing.typography,
      size: { width, height },
      panels,
      ...(alt === undefined ? {} : { alt }),
      ...(drawing.isDraft ? { draft: draftWords(all, drawing.typography.language) } : {}),
    },
    runs: [...new Set(asked.flatMap(({ runs }) => runIdsOf(runs)))],
    marks: made.flatMap(({ marks }, index) =>
      marks.map((mark) => ({ ...mark, column: [asked[index]!.title, ...mark.column] })),
    ),
    said: [
      ...new Set(
        asked.flatMap(({ runs, options: one }) => [
          ...choiceNotes(runs, one.optimistic),
          ...nonFiniteNotes(runs, [], drawing.typography.language),
        ]),
      ),
    ],
  }
}

const inMillimetres = (points: number): number => Math.max(0, Math.floor((points * 25.4) / 72))
