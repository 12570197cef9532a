import { existsSync } from 'node:fs'
import path from 'node:path'
import { describeUnknown, namesThatExist } from './describe-unknown'
import { DRAFT_LABEL, draftSource } from './draft'
import { helperSource, USE_LABEL, type Gaps, type Use } from './helper-source'
import { readInventory, type Kind, type Roots } from './inventory'
import { checkPaths, paperPaths } from './paper-paths'
import { PaperError, type PaperProblem } from './problems'
import { openTypst } from './typst/compiler'
import { toProblem } from './typst/diagnostics'
import { typstPath } from './typst/source-text'
import { findUnknownNames, unknownUse, type UnknownUse } from './unknown-names'
import { writeIfChanged, writeWhole } from './write-whole'

/** Which paper to build, and from what. */
export interface PaperJob {
  /** The paper's folder (absolute). It is Typst's root: nothing outside it is read. */
  readonly paperDir: string
  /** The file to compile, relative to the paper's folder. Default `main.typ`. */
  readonly main?: string
  /** The tasks whose facts, figures and tables the text may use; `paper` stands for those of `paper/figures.ts`. */
  readonly tasks: readonly string[]
  /** Where the PDF goes (absolute). */
  readonly out: string
  /** Names that do not exist become visible gaps instead of errors, and every page says DRAFT. */
  readonly draft?: boolean
  /** What else a draft lacks, a line each: listed on its last page. */
  readonly draftHoles?: readonly string[]
  /** Other folders to read from (absolute, or relative to the paper's folder, inside it). Default `facts`, `figures`, `tables`. */
  readonly roots?: Partial<Roots>
}

/** A paper that was built. */
export interface BuiltPaper {
  /** Absolute path of the PDF. */
  readonly pdf: string
  readonly pages: number
  /** What the text uses, each once, in the order of the text. */
  readonly facts: readonly string[]
  readonly figures: readonly string[]
  readonly tables: readonly string[]
  /** What the author should look at; `formatPaperProblem(warning, '⚠')` says one. In a draft the names that do not exist are here. */
  readonly warnings: readonly PaperProblem[]
}

/**
 * Compiles a paper to PDF with Typst, from files alone: nothing is run, trained or drawn. The same files give the same bytes.
 *
 * Writes the PDF and, unless it is a draft, `build/bocas.typ` in the paper's folder, which the text imports:
 * `#import "build/bocas.typ": fact, fig, tab`.
 *
 * @throws PaperError with everything that is wrong: unknown facts, figures and tables with file, line and column, the nearest names
 *   and those that exist; facts files that cannot be read; Typst's own errors. No PDF is written then.
 */
export async function buildPaper(job: PaperJob): Promise<BuiltPaper> {
  const { draft = false, tasks } = job
  const paths = paperPaths(job)
  const { paperDir, main, helper, draftMain, roots } = paths
  const misplaced = checkPaths(paths)
  if (misplaced.length > 0) throw new PaperError(misplaced)

  const { inventory, problems } = await readInventory(paperDir, tasks, roots)
  const helperWith = (gaps?: Gaps): string => helperSource(inventory, helper, gaps)
  // A draft leaves no trace that the strict paper, or a build of it at the same time, could pick up.
  if (!draft) await writeIfChanged(helper, helperWith())

  const typst = openTypst(paperDir)
  const generated = new Set([helper, draftMain])
  const isOwn = (file: string): boolean => file.endsWith('.typ') && !generated.has(file) && existsSync(file)
  const unknown = findUnknownNames({ typst, main, helper, helperWith, isOwn })
  const unknownProblems = unknown.map((use) => describeUnknown(use, inventory, tasks, paperDir))

  typst.shadow(helper, helperWith(gapsFor(unknown)))
  if (draft)
    typst.shadow(draftMain, draftSource(typstPath(draftMain, main), [...(job.draftHoles ?? []), ...holesOf(unknown)]))
  const compiled = typst.compile(draft ? draftMain : main)
  const ownErrors = compiled.errors.filter((error) => unknownUse(error, helper) === undefined)
  const errors = [
    ...problems,
    ...(draft ? [] : unknownProblems),
    ...ownErrors.map((error) => toProblem(error, paperDir, generated)),
  ]
  const { document } = compiled
  if (errors.length > 0 || document === undefined) {
    throw new PaperError(errors, draft ? [] : namesThatExist(unknown, inventory))
  }

  if (draft && typst.labelled(document, DRAFT_LABEL).length < document.numOfPages) throw new PaperError([HIDDEN_DRAFT])

  await writeWhole(job.out, typst.pdf(document))
  const uses = typst.labelled(document, USE_LABEL) as Use[]
  const used = (kind: Kind): string[] => [...new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name))]
  const typstWarnings = compiled.warnings.map((warning) => toProblem(warning, paperDir, generated))
  return {
    pdf: path.resolve(job.out),
    pages: document.numOfPages,
    facts: used('fact'),
    figures: used('figure'),
    tables: used('table'),
    warnings: [...(draft ? unknownProblems : []), ...typstWarnings],
  }
}

const HIDDEN_DRAFT: PaperProblem = {
  message: "the text sets the pages' foreground, where a draft says DRAFT",
  hints: ["use the pages' background instead: #set page(background: …)"],
}

function gapsFor(unknown: readonly UnknownUse[]): Gaps {
  const of = (kind: Kind): Set<string> => new Set(unknown.filter((use) => use.kind === kind).map(({ name }) => name))
  return { fact: of('fact'), figure: of('figure'), table: of('table') }
}

function holesOf(unknown: readonly UnknownUse[]): string[] {
  return [...new Set(unknown.map(({ kind, name }) => `${kind} ${name}: the text names it, and it does not exist`))]
}
