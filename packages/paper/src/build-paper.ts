import path from 'node:path'
import { formatOf, type Format } from './format'
import { readInventory } from './inventory'
import type { BuiltPaper, PaperJob } from './job'
import { buildLatex } from './latex/build-latex'
import type { Maker } from './maker'
import { buildMarkdown } from './markdown/build-markdown'
import { checkPaths, paperPaths } from './paper-paths'
import { PaperError } from './problems'
import { buildTypst } from './typst/build-typst'
import { openTypst, type Typst } from './typst/compiler'
import { namesUnused, namesUsed } from './uses'
import { writeWhole } from './write-whole'

/** A paper that can be built again and again, faster than the first time. */
export interface OpenPaper {
  /** @throws PaperError as {@link buildPaper} does. */
  build(): Promise<BuiltPaper>
}

/**
 * Builds a paper from files alone: nothing is run, trained or drawn. The same files give the same bytes.
 *
 * `main.typ` is set by the Typst that comes with this package, `main.tex` by an installed latexmk, `main.md` becomes one HTML file and, beside it, plain
 * Markdown. Unless it is a draft, `build/bocas.typ` or `build/bocas.tex` is written, which the text takes in.
 *
 * @throws PaperError with everything that is wrong: unknown facts, figures and tables with file, line and column, the nearest names
 *   and those that exist; facts files that cannot be read; the typesetter's own errors. No paper is written then.
 */
export function buildPaper(job: PaperJob): Promise<BuiltPaper> {
  return openPaper(job).build()
}

/** Opens a paper to build it several times, after edits. */
export function openPaper(job: PaperJob): OpenPaper {
  const makers = makersFor(path.resolve(job.paperDir))
  return {
    async build() {
      const { draft = false, draftHoles = [], tasks } = job
      const paths = paperPaths(job)
      const misplaced = checkPaths(paths)
      if (misplaced.length > 0) throw new PaperError(misplaced)
      const format = formatOf(paths.main)!
      const { inventory, problems } = await readInventory(paths.paperDir, tasks, paths.roots, format)
      const made = await makers[format]({ ...paths, tasks, inventory, problems, draft, draftHoles })
      await writeWhole(job.out, made.bytes)
      for (const [ending, text] of Object.entries(made.beside ?? {})) {
        await writeWhole(job.out.slice(0, -path.extname(job.out).length) + ending, text)
      }
      const used = namesUsed(made.uses)
      const { pages, warnings } = made
      return { file: path.resolve(job.out), pages, ...used, unused: namesUnused(inventory, used), warnings }
    },
  }
}

/** The makers; Typst stays open between builds. */
function makersFor(paperDir: string): Readonly<Record<Format, Maker>> {
  let typst: Typst | undefined
  return {
    typst: (request) => buildTypst(request, (typst ??= openTypst(paperDir))),
    latex: buildLatex,
    markdown: buildMarkdown,
  }
}
