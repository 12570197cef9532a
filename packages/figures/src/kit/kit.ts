import {
  append,
  across,
  choiceNotes,
  correlate,
  criteriaOf,
  difference,
  geometricMean,
  onExamples,
  powerLaw,
  ratio,
  unruledTies,
  type Across,
  type Compared,
  type AnyRuns,
  type Language,
  listOf,
  rowsOf,
} from 'bocas/internal'
import { authorPlace } from '../author-problems'
import type { Typography } from '../figure/frame'
import { withMathsSet } from '../table/maths-in-table'
import type { Table } from '../table/table'
import { makeBars } from './plots/bars'
import { makeBoxes } from './plots/boxes'
import { checkNumbersOf, makeClaim, provenanceOfClaim, saidOfClaim } from './facts/claim'
import type { Claimed, ClaimValue } from './facts/claim-types'
import { comparer, contrastOf } from './facts/compare'
import { checkMeasured, makeFact } from './facts/fact'
import { makeFigure } from './plots/facets'
import type { BoxesOptions, FigureOptions } from './plots/figure-options'
import { countOf, labelOf, runIdsOf, sharedBy } from './values/values'
import type { FigureContext } from './plots/frame'
import { makeHeatmap } from './plots/heatmap'
import { importer } from './imports'
import { inputOf } from './input'
import { makeKinds, type Method } from './plots/kinds'
import { type AskedPanel, makePanels } from './plots/panels'
import type { CollectedOutputs, Style } from './collected'
import { makeLines } from './plots/lines'
import { makeStyles } from './plots/styles'
import type { PlotWithNote } from './values/made'
import { isGroups, makeMean } from './values/mean'
import { nonFiniteNotes, runsOfIds } from './values/non-finite-notes'
import { makePareto } from './plots/pareto'
import { makeScatter } from './plots/scatter'
import { makePicture, type FigureFileOptions } from '../own/picture'
import { makePlot, type PlotOwnOptions } from '../own/plot'
import { whatWasRead, type WhatWasRead } from '../own/options'
import type { OwnFigure } from '../own/own-figure'
import { makeTable, isCompared, makeComparedTable, oddOfCompared } from './tables/table'
import { isAcross, makeAcrossTable, type AcrossStyle } from './tables/across'
import type { ComparedStyle, Kit, TableOptions } from './types'
import type { Plots } from './kit-plots'
import { OutputCollector } from './output-collector'
import { keepProgramOutputs } from './program-outputs'

type AnyBoxes = BoxesOptions<unknown, unknown>

/** A kit over some runs, and what has been asked of it so far. */
export function makeKit(
  runs: AnyRuns,
  isDraft: boolean,
  {
    typography = { font: 'serif' },
    tactics = [],
    data = {},
    joinTask = false,
    dir = noFolder,
    program = noProgram,
    prepare,
  }: Style = {},
): { kit: Kit<unknown, unknown>; collected: CollectedOutputs } {
  const out = new OutputCollector(() => everything(), prepare)
  const { language = 'en' } = typography
  const plain: Typography = { ...typography, language: 'en' }
  /** Whatever is shown or computed of runs goes through here: how they were chosen is asked of a paper. */
  const noteChoices = <R>(shown: R): R => {
    const { choices } = shown as AnyRuns
    unruledTies(choices, language).forEach((tie) => out.ties.add(tie))
    append(out.chosen, criteriaOf(choices))
    return shown
  }
  const oddNotes = (shown: Parameters<typeof nonFiniteNotes>[0], metrics?: readonly string[]): string[] =>
    nonFiniteNotes(shown, metrics, language)
  /** A table in the language of the paper, and as data have it. */
  const spoken = (make: (language: Language) => Table): Table =>
    withMathsSet(language === 'en' ? make('en') : { ...make(language), data: make('en') })
  const styles = makeStyles(runs, tactics)
  const drawing = (name: string, shown: AnyRuns): FigureContext => ({ name, runs: shown, isDraft, styles, typography })
  /** A method of the kit that draws: the same for all kinds. */
  const figure =
    <O extends FigureOptions<unknown>>(make: (drawing: FigureContext, options: O) => PlotWithNote) =>
    // What is in the runs is known where the author's code is compiled; here they are any.
    (name: string, given: never, options: never) =>
      out.collect('figure', name, () => {
        const shown: AnyRuns = given
        noteChoices(shown)
        const context = drawing(name, shown)
        const { figure, marks } = makeFigure<O>(context, options, make)
        out.figures.push(figure)
        if (language !== 'en')
          out.figureData.set(name, makeFigure<O>({ ...context, typography: plain }, options, make).figure)
        out.drawn.set(name, { runs: runIdsOf(shown), marks })
        return [...choiceNotes(shown, (options as O).optimistic), ...oddNotes(shown)]
      })
  /** A figure of the author's own: what is written down of it is the same for all of them. */
  const keepOwn = (
    name: string,
    read: WhatWasRead,
    one: OwnFigure,
    by = 'the code of figures.ts',
  ): readonly string[] => {
    read.parts.forEach(noteChoices)
    out.own.push(one)
    out.drawn.set(name, { runs: read.ids, marks: [], formula: `drawn by ${by} from the results of these runs` })
    return [...read.said, ...read.parts.flatMap((part) => oddNotes(part))]
  }
  const compareOnce = comparer()
  const imports = importer(data, joinTask, language)
  const everything = (): AnyRuns => imports.taken().reduce((all, some) => all.join(some), runs)
  const kit: Kit<unknown, unknown> = {
    runs,
    input: inputOf(data),
    imported: imports.imported as Kit<unknown, unknown>['imported'],
    rows: rowsOf,
    ...plotMethods(figure),
    panels: (name, options, draw) =>
      out.collect('figure', name, () => {
        const asked: AskedPanel[] = []
        draw(
          plotMethods((make) => (title: string, given: never, one: never) => {
            noteChoices(given)
            asked.push({ title, runs: given, options: one, make: make as AskedPanel['make'] })
          }),
        )
        const {
          figure: made,
          said: sentences,
          ...shown
        } = makePanels({ name, isDraft, styles, typography }, options, asked)
        out.figures.push(made)
        if (language !== 'en')
          out.figureData.set(name, makePanels({ name, isDraft, styles, typography: plain }, options, asked).figure)
        out.drawn.set(name, shown)
        return sentences
      }),
    plot: (name: string, given: never, config: never, options: PlotOwnOptions) =>
      out.collect('figure', name, () => {
        const read = whatWasRead(given, isDraft, options?.optimistic)
        return keepOwn(name, read, makePlot(name, config, options, { typography, draft: read.draft }))
      }),
    figureFile: (name: string, options: FigureFileOptions) =>
      out.collect('figure', name, () => {
        const read = whatWasRead(options?.runs, isDraft, options?.optimistic)
        const readable = [...Object.values(data), dir()]
        return keepOwn(name, read, makePicture(name, options, { draft: read.draft, readable, language }))
      }),
    program: (given?: never) => {
      const done = keepProgramOutputs(out, given ?? runs, { isDraft, language, draw: program, keepOwn })
      out.pending.push(done)
      return done
    },
    get dir() {
      return dir()
    },
    table: (
      name: string,
      shown: AnyRuns | Compared | Across,
      options?: ComparedStyle<unknown> | TableOptions<unknown, unknown> | AcrossStyle,
    ) =>
      out.collect('table', name, () => {
        if (isAcross(shown)) {
          out.tables.push(
            spoken((one) => makeAcrossTable({ name, isDraft, language: one }, shown, options as AcrossStyle)),
          )
          return [...shown.note().said, ...oddNotes(shown.runs, [shown.metric])]
        }
        if (isCompared(shown)) {
          out.tables.push(spoken((one) => makeComparedTable({ name, isDraft, language: one }, shown, options)))
          return [...shown.note().said, ...oddNotes(...oddOfCompared(shown))]
        }
        noteChoices(shown)
        const asked = options as TableOptions<unknown, unknown>
        const context = drawing(name, shown)
        out.tables.push(spoken((one) => makeTable({ ...context, typography: { ...typography, language: one } }, asked)))
        return [...choiceNotes(shown, asked.optimistic), ...oddNotes(shown, listOf<string>(asked.show))]
      }),
    fact: (name, value, options) =>
      out.collect('fact', name, () => {
        const { fact, from } = makeFact(value, options, isDraft, language)
        checkMeasured(fact.runs, from, everything())
        out.facts[name] = fact
        if (from !== undefined) out.factProvenance.set(name, from)
        return [...(value.said ?? []), ...oddNotes(runsOfIds(everything(), fact.runs))]
      }),
    claim: (name: string, value: ClaimValue, claimed?: Claimed) =>
      out.collect('claim', name, () => {
        const at = authorPlace(new Error('here'))
        const claim = makeClaim(value, claimed, out.claims)
        if (!isDraft) checkNumbersOf(value)
        const from = provenanceOfClaim(value)
        checkMeasured(claim.runs, from, everything())
        const inLanguage = claim.kind === 'numbers' && language !== 'en' ? { language } : {}
        out.claims[name] = { ...claim, ...inLanguage, ...(at === undefined ? {} : { at }) }
        if (from !== undefined) out.claimProvenance.set(name, from)
        return [...saidOfClaim(value), ...oddNotes(runsOfIds(everything(), claim.runs))]
      }),
    mean: (
      shown: Parameters<typeof makeMean>[0],
      ...how: [Parameters<typeof makeMean>[1], Parameters<typeof makeMean>[2]?]
    ) => {
      for (const one of isGroups(shown) ? shown.map((group) => group.runs) : [shown]) noteChoices(one)
      return makeMean(shown, ...how)
    },
    count: (shown: never, options?: never) => countOf(noteChoices(shown), options),
    shared: (shown: never, valueOf: never) => sharedBy(noteChoices(shown), valueOf),
    label: (words: never, shown: never) => labelOf(words, noteChoices(shown)),
    compare: (shown: never, options: never) => compareOnce(noteChoices(shown), options) as never,
    across: (shown: never, options: never) => across(noteChoices<AnyRuns>(shown), options),
    correlate: (shown: never, x: never, y: never, options?: never) => correlate(noteChoices(shown), x, y, options),
    powerLaw: (shown: never, x: never, y: never, options?: never) => powerLaw(noteChoices(shown), x, y, options),
    geometricMean: (shown: never, metric: never, options?: never) => geometricMean(noteChoices(shown), metric, options),
    onExamples: (a: never, b: never, options: never) => onExamples(noteChoices(a), noteChoices(b), options),
    difference: contrastOf(difference),
    ratio: contrastOf(ratio),
  }
  return { kit, collected: out }
}

const noProgram = (): never => {
  throw new Error('there is nothing to execute a program with here')
}

/** Jobs that only look at what would be drawn have none. */
const noFolder = (): string => {
  throw new Error('there is no folder to draw in here')
}

/** The methods that draw a plot. */
const plotMethods = (figure: Method): Plots<unknown, unknown> => ({
  lines: figure(makeLines),
  bars: figure(makeBars),
  boxes: figure((one, options: AnyBoxes) => makeBoxes(one, options, 'box')),
  violins: figure((one, options: AnyBoxes) => makeBoxes(one, options, 'violin')),
  ...makeKinds(figure),
  heatmap: figure(makeHeatmap),
  scatter: figure(makeScatter),
  pareto: figure(makePareto),
})
