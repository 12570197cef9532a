/* eslint-disable @typescript-eslint/no-require-imports -- A paper has one format, and waits for no other typesetter. */
import path from 'node:path'
import { findingsOf } from './check/findings'
import { formatOf, type Format } from './shared/format'
import { readInventory, withChecklist, withoutVerdicts } from './inventory/inventory'
import { runsWithoutResults } from './shared/holes'
import type { PaperJob } from './shared/job'
import type * as Latex from './latex/build-latex'
import { readPaperProvenance } from './links/provenance'
import { linksOut } from './shared/links-out'
import type { TypesetPaper, Maker, PaperRequest } from './shared/maker'
import type * as Markdown from './markdown/build-markdown'
import { checkPaths, paperPaths } from './shared/paper-paths'
import { PaperError, type PaperProblem } from './shared/problems'
import type * as BuildTypst from './typst/build-typst'
import type * as Compiler from './typst/compiler'

const latex = (): typeof Latex => require('./latex/build-latex')
const markdown = (): typeof Markdown => require('./markdown/build-markdown')
const compiler = (): typeof Compiler => require('./typst/compiler')
const typesetter = (): typeof BuildTypst => require('./typst/build-typst')

/** A paper that was made and is not yet written, and what it was made of. */
export interface ProducedPaper {
  readonly format: Format
  readonly request: PaperRequest
  readonly made: TypesetPaper
  /** What the text says and the results do not. */
  readonly findings: readonly PaperProblem[]
}

/**
 * Something that makes one paper again and again; Typst stays open in between.
 *
 * @throws PaperError with everything that is wrong.
 */
export function producer(job: PaperJob): () => Promise<ProducedPaper> {
  const paperDir = path.resolve(job.paperDir)
  let typst: Compiler.Typst | undefined
  const makers: Readonly<Record<Format, Maker>> = {
    typst: (request) => typesetter().buildTypst(request, (typst ??= compiler().openTypst(paperDir))),
    latex: (request) => latex().buildLatex(request),
    markdown: (request) => markdown().buildMarkdown(request),
  }
  return async () => {
    const { draft = false, draftHoles = [], strict = false, links } = job
    const paths = paperPaths(job)
    const misplaced = checkPaths(paths)
    if (misplaced.length === 0) misplaced.push(...linksOut(paths.paperDir))
    if (misplaced.length > 0) throw new PaperError(misplaced)
    const format = formatOf(paths.main)!
    const tasks = withChecklist(job.tasks, paths.roots)
    const { inventory, problems } = await readInventory(paths.paperDir, tasks, paths.roots, format, draft)
    const read = await readPaperProvenance({ ...paths, tasks, links, format }, inventory)
    const { provenance } = read
    const request = {
      ...paths,
      tasks,
      inventory: draft ? inventory : withoutVerdicts(inventory),
      problems: [...problems, ...read.problems],
      draft,
      draftHoles: runsWithoutResults(draftHoles, provenance.language),
      provenance,
    }
    const made = await makers[format](request)
    const findings = await findingsOf(request, made.uses)
    if (strict && findings.length > 0) throw new PaperError(findings)
    return { format, request, made, findings }
  }
}
