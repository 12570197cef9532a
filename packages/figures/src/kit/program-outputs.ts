import { append } from 'bocas/internal'
import type { AnyRuns, Language } from 'bocas/internal'
import type { DrawnByProgram } from '../own/draw-by-program'
import { whatWasRead, type WhatWasRead } from '../own/options'
import type { OwnFigure } from '../own/own-figure'
import { makePicture } from '../own/picture'
import { programTable } from '../own/program-table'
import { locatedProblems } from './collected'
import { makeFact } from './facts/fact'
import type { OutputCollector } from './output-collector'

interface ProgramDrawing {
  readonly isDraft: boolean
  readonly language: Language
  readonly draw: (runs: AnyRuns) => Promise<DrawnByProgram>
  readonly keepOwn: (name: string, read: WhatWasRead, one: OwnFigure, by: string) => readonly string[]
}

/** Keeps what the program of the figures draws of some runs. Nobody can compute its numbers again without it: they are words, with what they come from. */
export async function keepProgramOutputs(
  out: OutputCollector,
  shown: AnyRuns,
  { isDraft, language, draw, keepOwn }: ProgramDrawing,
): Promise<void> {
  try {
    const read = whatWasRead(shown, isDraft, undefined)
    const made = await draw(shown)
    const by = `the program \`${made.line}\``
    const from = {
      formula: `computed by ${by} from these runs`,
      terms: [{ name: 'runs', runs: read.ids, values: [] }],
    }
    for (const [name, files] of made.figures)
      out.collect('figure', name, () => {
        const picture = makePicture(
          name,
          { ...files, runs: shown },
          {
            draft: read.draft,
            readable: [made.result],
            language,
          },
        )
        return keepOwn(name, read, picture, by)
      })
    for (const [name, lines] of made.tables)
      out.collect('table', name, () => {
        out.tables.push(programTable(name, lines, read.ids))
        out.tableFormulas.set(name, from.formula)
        return read.said
      })
    for (const [name, label] of made.facts)
      out.collect('fact', name, () => {
        out.facts[name] = makeFact({ label, runs: read.ids, from }, undefined, isDraft, language).fact
        out.factProvenance.set(name, from)
        return read.said
      })
  } catch (error) {
    append(out.problems, locatedProblems(error, 'the program of the figures'))
  }
}
