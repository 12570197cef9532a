import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describeUnknown, namesThatExist, type UnknownName } from '../inventory/describe-unknown'
import type { NamedKind } from '../inventory/inventory'
import { carriedNote } from '../links/carried'
import type { TypesetPaper, PaperRequest } from '../shared/maker'
import { holesOf } from '../shared/holes'
import { PaperError, type PaperProblem } from '../shared/problems'
import type { Use } from '../inventory/uses'
import { writeIfChanged } from '../write-if-changed'
import { openTypst, type Typst } from './compiler'
import { placeOf, toProblem } from './diagnostics'
import { DRAFT_LABEL, draftSource, sayingInDocument, saysInDocument } from './draft'
import { typstHelpers, USE_LABEL, type Gaps } from './helper-source'
import { typstPath } from './source-text'
import { findUnknownNames, unknownUse, type UnknownUse } from './unknown-names'

/**
 * Compiles a paper with the Typst that comes with this package. Unless it is a draft, `build/bocas.typ` is written, which the text
 * imports: `#import "build/bocas.typ": fact, fig, tab`.
 *
 * @param typst a compiler on the paper's folder, which may have been used before: it is faster then.
 */
export async function buildTypst(
  request: PaperRequest,
  typst: Typst = openTypst(request.paperDir),
): Promise<TypesetPaper> {
  const { paperDir, main, inventory, problems, tasks, draft, draftHoles, provenance } = request
  // The text names it by this path, also in a draft, where it exists in memory only.
  const helper = path.join(paperDir, 'build', 'bocas.typ')
  const draftMain = path.join(paperDir, 'build', 'draft.typ')
  const helperWith = (gaps?: Gaps): string => typstHelpers(inventory, helper, gaps, provenance)
  // A draft leaves no trace that the strict paper, or a build of it at the same time, could pick up.
  if (!draft) await writeIfChanged(helper, helperWith())

  const generated = new Set([helper, draftMain])
  const isOwn = (file: string): boolean => file.endsWith('.typ') && !generated.has(file) && existsSync(file)
  const uses = findUnknownNames({ typst, main, helper, helperWith, isOwn })
  const unknown = uses.map((use) => toUnknown(use, paperDir))
  const unknownProblems = unknown.map((use) => describeUnknown(use, inventory, tasks))

  typst.shadow(helper, helperWith(gapsFor(uses)))
  const { language } = provenance
  const holes = [...draftHoles, ...holesOf(unknown, language)]
  if (draft) typst.shadow(draftMain, draftSource(typstPath(draftMain, main), holes, language))
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
  const used = typst.labelled(document, USE_LABEL) as Use[]
  const note = draft
    ? undefined
    : saidInDocument(carriedNote(provenance.carried, used, provenance.language), { typst, main })
  const typstWarnings = compiled.warnings.map((warning) => toProblem(warning, paperDir, generated))
  return {
    bytes: note?.bytes ?? typst.pdf(document),
    pages: document.numOfPages,
    uses: used,
    warnings: [...(draft ? unknownProblems : []), ...typstWarnings, ...(note?.warnings ?? [])],
  }
}

/** The PDF that also says, where a reader of files looks, that results were carried over. */
function saidInDocument(
  note: string | undefined,
  { typst, main }: { readonly typst: Typst; readonly main: string },
): { readonly bytes?: Uint8Array; readonly warnings: readonly PaperProblem[] } {
  if (note === undefined) return { warnings: [] }
  typst.shadow(main, sayingInDocument(readFileSync(main, 'utf8'), note))
  const { document } = typst.compile(main)
  typst.unshadow(main)
  if (document === undefined) return { warnings: [NOT_SAID] }
  const bytes = typst.pdf(document)
  // What the text itself sets comes later, and counts.
  return { bytes, warnings: saysInDocument(bytes, note) ? [] : [NOT_SAID] }
}

const NOT_SAID: PaperProblem = {
  message:
    'the PDF does not say in its metadata that results were carried over: the text sets keywords and description of the document itself',
  hints: ['leave one of them out of #set document(…)'],
}

const HIDDEN_DRAFT: PaperProblem = {
  message: "the text sets the pages' foreground, where a draft says DRAFT",
  hints: ["use the pages' background instead: #set page(background: …)"],
}

const toUnknown = ({ kind, name, frame, caller }: UnknownUse, paperDir: string): UnknownName => ({
  kind,
  name,
  at: frame && placeOf(frame, paperDir),
  calledFrom: caller && placeOf(caller, paperDir),
})

function gapsFor(unknown: readonly UnknownUse[]): Gaps {
  const of = (kind: NamedKind): Set<string> =>
    new Set(unknown.filter((use) => use.kind === kind).map(({ name }) => name))
  return { fact: of('fact'), figure: of('figure'), table: of('table'), claim: of('claim') }
}
