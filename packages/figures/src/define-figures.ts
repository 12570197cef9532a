import {
  type AnyCommand,
  declarationOf,
  digestsOfMade,
  type Language,
  LANGUAGES,
  ProblemsError,
  problemsHeading,
  readRuns,
  writeFacts,
  writeProvenance,
} from 'bocas/internal'
import { chartjsRenderer } from './chartjs/chartjs-renderer'
import { checkOwnFonts } from './chartjs/surface/own-font'
import type { FontChoice, Typography } from './figure/frame'
import type { FigureJob, FigureReport, RenderWatch } from './job'
import { inputOf } from './kit/input'
import { makeKit } from './kit/kit'
import type { Kit } from './kit/types'
import { drawByProgram } from './own/draw-by-program'
import type { Renderer } from './renderer'
import { provenanceOfDrawn } from './provenance/provenance-of-drawn'
import { tableFiles } from './table/files'
import type { CommonOutput, JoinedConfig, RunsOf } from './tasks'
import { ownScratch, writeFolder } from './folders'
import { runAuthorCode } from './author-problems'
import { drawAll, notesOf } from './draw-all'

/** Marks what `defineFigures` returns; a module may exist twice in a process, so `instanceof` would not do. */
export const FIGURES = Symbol.for('bocas.figures')

/** The figures of a task, ready to be drawn. */
export interface Figures {
  readonly [FIGURES]: true
  /** The data that they declare. */
  readonly data: readonly string[]
  /** The program that draws. */
  readonly program?: AnyCommand
  /**
   * Reads the results, draws everything and writes it: `<name>.{pdf,svg,png}` with its data (`<name>.csv`) and alternative text (`<name>.alt.txt`), tables as
   * `<name>.{typ,tex,md,html,csv}`, the facts, and which runs made what. Equal results give equal bytes.
   *
   * @throws Error that lists every run whose result cannot be used (unless it is a draft), or every problem of the figures. Then nothing is written.
   */
  render(job: FigureJob, watch?: RenderWatch): Promise<FigureReport>
}

export interface FiguresOptions {
  /** What draws the figures; chart.js on @napi-rs/canvas unless given. */
  readonly renderer?: Renderer | undefined
  /** The face of the text: `serif` (Libertinus, the default of Typst) unless given, or `sans` (DejaVu). */
  readonly font?: FontChoice | undefined
  /**
   * Fonts for the characters that this face lacks, such as Chinese: `'../../fonts/NotoSansSC-Regular.otf'`, named like `data` and to be written out like it. Each
   * character is set in the first that has it: the face of the figures, then these in their order. So Latin text stays as it is. `.ttf`, `.otf`, `.ttc` and
   * `.woff` are read.
   */
  readonly fonts?: readonly string[] | undefined
  /**
   * In which our own words and the marks in numbers are, in figures, tables, facts and alternative texts: that of the paper, `en` unless given, `de`, `fr` or `es`.
   * The names of keys, metrics and values are the author's (`labels`), and so are captions. CSV and JSON keep points.
   */
  readonly language?: Language | undefined
  /**
   * Names whose colours come first, in this order; the others follow in the order of the sweep. One list that several tasks import gives a tactic one colour
   * in all of them, whatever else each task compares.
   */
  readonly tactics?: readonly string[] | undefined
  /**
   * Files that are read beside the results: `'notes.csv'` (relative to the folder of `figures.ts`), `'npm:some-package/x.csv'` (in a package). `input` tells
   * where they lie. When one changes, everything is drawn anew; reading a file that is not among them is an error. To be written out, as texts, in this call.
   */
  readonly data?: readonly string[] | undefined
  /**
   * A program in another language that draws, such as `command('python3 plot.py', { inputs: ['plot.py'] })`: `program(runs)` of the kit executes it. Its inputs,
   * its line and its interpreter are in the hash of the figures.
   */
  readonly program?: AnyCommand | undefined
}

/**
 * The figures, tables, facts and claims of a task: `export default defineFigures<typeof run>(({ runs, lines }) => { … })`. For several tasks, in paper/figures.ts:
 * `defineFigures<{ mnist: typeof a; penguins: typeof b }>`; then every config has its `task`.
 *
 * @param given what draws; or a program that does, given all runs: `defineFigures(command('python3 plot.py', { inputs: ['plot.py'] }))`.
 */
export function defineFigures<R extends RunsOf>(
  given: ((kit: Kit<JoinedConfig<R>, CommonOutput<R>>) => void | Promise<void>) | AnyCommand,
  options: FiguresOptions = {},
): Figures {
  const { renderer = chartjsRenderer, font = 'serif', language = 'en', fonts = [], tactics, data = [] } = options
  if (!LANGUAGES.includes(language))
    throw new ProblemsError({
      code: 'no-words',
      message: `figures have words in ${LANGUAGES.map((one) => `'${one}'`).join(', ')}, and \`language\` says ${JSON.stringify(language)}`,
      hint: 'leave it out for English; the names of keys and metrics are yours in any language: labels',
    })
  const isProgram = declarationOf(given) !== undefined
  const program = isProgram ? (given as AnyCommand) : options.program
  const draw: (kit: Kit<JoinedConfig<R>, CommonOutput<R>>) => void | Promise<void> = isProgram
    ? (kit) => kit.program()
    : (given as (kit: Kit<JoinedConfig<R>, CommonOutput<R>>) => void | Promise<void>)
  return {
    [FIGURES]: true,
    data: [...data, ...fonts],
    ...(program && { program }),
    async render(job, watch) {
      const joinTask = job.runs.some(({ task }) => task !== job.task)
      const runs = await readRuns(job.runs, {
        holes: job.draft ? 'keep' : 'error',
        sweeps: job.sweeps,
        metrics: job.metrics,
        allowNaN: job.allowNaN,
        joinTask,
        language,
      })
      const scratch = ownScratch()
      const { kit, collected } = makeKit(runs, job.draft, {
        typography: { font, language, ...fontsOf(fonts, job.data) },
        tactics,
        data: job.data,
        joinTask,
        dir: scratch.folder,
        program: (some) => drawByProgram(program, job.program, some, watch?.aside),
        prepare: () => renderer.prepare?.(),
      })
      const given = Object.keys(kit)
      const crash = await runAuthorCode(
        () => draw(kit as unknown as Kit<JoinedConfig<R>, CommonOutput<R>>),
        given,
        watch,
      )
      await Promise.all(collected.pending)
      const figures = await drawAll(collected, renderer)
      scratch.remove()
      const problems = [...collected.problems, ...crash, ...figures.problems, ...((await watch?.refused(crash)) ?? [])]
      if (problems.length > 0)
        throw new ProblemsError(problems, { heading: problemsHeading(problems, `the figures of ${job.task}`) })
      const written = [
        ...(await writeFolder(job.into.figures, figures.files)),
        ...(await writeFolder(job.into.tables, new Map(collected.tables.flatMap(tableFiles)))),
        job.into.facts,
        job.into.provenance,
      ]
      await writeFacts(job.into.facts, {
        task: job.task,
        facts: { ...collected.facts },
        claims: { ...collected.claims },
      })
      // Last, with the digests of all the others: what a stopped job leaves behind is no whole set.
      await writeProvenance(job.into.provenance, {
        ...provenanceOfDrawn({ task: job.task, expected: job.runs, runs: collected.everything, collected }),
        ...(job.drawn && { drawn: job.drawn }),
        files: digestsOfMade(job.into),
      })
      const holes = runs.holes.map(({ task, name, code, problem }) => ({ task, name, code, problem }))
      return { written: written.sort(), holes, notes: [...notesOf(collected), ...figures.notes] }
    },
  }
}

/** Where the fonts of an author lie. @throws Error when one is not declared, or no font. */
function fontsOf(names: readonly string[], places: FigureJob['data'] = {}): Typography {
  if (names.length === 0) return {}
  const find = inputOf(places)
  const fonts = names.map(find)
  checkOwnFonts(names, fonts)
  return { fonts }
}
