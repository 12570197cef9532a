import path from 'node:path'
import type { BuiltPaper, PaperJob } from './shared/job'
import { producer, type ProducedPaper } from './produce'
import { namesUnused, namesUsed } from './inventory/uses'
import { sha256, sourcesFile, writeWhole, type PaperSources } from 'bocas/internal/made'
import { readTextSources } from './sources'

/** A paper that can be built again and again, faster than the first time. */
export interface OpenPaper {
  /** @throws PaperError as {@link buildPaper} does. */
  build(): Promise<BuiltPaper>
}

/**
 * Builds a paper from files alone: nothing is run, trained or drawn. The same files give the same bytes.
 *
 * `main.typ` is set by the Typst that comes with this package, `main.tex` by an installed latexmk, `main.md` becomes one HTML file.
 * Unless it is a draft, `build/bocas.typ` or `build/bocas.tex` is written, which the text takes in, and beside the paper what it was made from
 * (`paper.pdf.sources.json`), by which is seen later whether it is still the paper of now.
 *
 * @throws PaperError with everything that is wrong: unknown facts, figures and tables with file, line and column, the nearest names
 *   and those that exist; facts files that cannot be read; the typesetter's own errors. No paper is written then.
 */
export function buildPaper(job: PaperJob): Promise<BuiltPaper> {
  return openPaper(job).build()
}

/** Opens a paper to build it several times, after edits. */
export function openPaper(job: PaperJob): OpenPaper {
  const produce = producer(job)
  return {
    async build() {
      // Before the text is read: what is edited meanwhile counts as edited after the paper was built.
      const sources = job.draft ? undefined : readTextSources(job)
      const produced = await produce()
      const { bytes } = produced.made
      await writeWhole(job.out, bytes)
      if (sources !== undefined) await writeSources(job.out, { ...sources, paper: sha256(bytes) })
      return describePaper(produced, path.resolve(job.out))
    },
  }
}

const writeSources = (out: string, sources: PaperSources): Promise<void> =>
  writeWhole(sourcesFile(out), `${JSON.stringify(sources, null, 1)}\n`)

/** What is said of a paper that was written to `file`. */
function describePaper({ request, made, findings }: ProducedPaper, file: string): BuiltPaper {
  const used = namesUsed(made.uses)
  const { pages, warnings } = made
  return { file, pages, ...used, unused: namesUnused(request.inventory, used), warnings, findings }
}
