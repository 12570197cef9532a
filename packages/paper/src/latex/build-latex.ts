import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { posixRelative, textIfThere } from 'bocas/internal/made'
import { describeUnknown, namesThatExist, type UnknownName } from '../inventory/describe-unknown'
import { carriedNote } from '../links/carried'
import type { TypesetPaper, PaperRequest } from '../shared/maker'
import { holesOf } from '../shared/holes'
import { GENERATED, isInside, shownPath } from '../shared/paper-paths'
import { PaperError, type PaperProblem } from '../shared/problems'
import { writeIfChanged } from '../write-if-changed'
import { DRAFT_PAGE, latexHelpers } from './helper-source'
import { latexmk } from './latexmk'
import { bibliographyProblems, type LogEntry, readTexLog, type TexLog } from './log'
import { filesRead, ownSources } from './own-sources'
import { texPlaces, type Source } from './places'
import { wasEditedUnseen } from './quick-edits'

/**
 * Compiles a paper with an installed latexmk. Unless it is a draft, `build/bocas.tex` is written, which the text takes in: `\input{build/bocas}`.
 *
 * `\write18` is off, settings of latexmk are not read, and TeX is told to read nothing outside the paper's folder but what is installed. Lua (in LuaTeX) is
 * a program that could.
 */
export async function buildLatex(request: PaperRequest): Promise<TypesetPaper> {
  const { paperDir, main, build, inventory, problems, tasks, draft, draftHoles, provenance } = request
  const shadow = path.join(build, 'tex')
  const helper = path.join(draft ? shadow : paperDir, 'build', 'bocas.tex')
  const out = path.join(build, 'latex')
  const compile = async (
    holes: readonly string[],
    note?: string,
  ): Promise<TexLog & { ok: boolean; printed: string }> => {
    await writeIfChanged(helper, latexHelpers(inventory, paperDir, provenance, draft ? { draft: { holes } } : { note }))
    const relative = (file: string): string => posixRelative(paperDir, file)
    const first = draft ? relative(shadow) : undefined
    const texts = filesRead(paperDir, textIfThere(base('.fls')) ?? '').filter((file) => isInside(file, paperDir))
    const force = wasEditedUnseen(path.join(out, 'texts.json'), texts)
    const done = await latexmk({ folder: paperDir, main: relative(main), out: relative(out), first, force })
    return { ...done, ...readTexLog(textIfThere(base('.log')) ?? '', DRAFT_PAGE) }
  }
  const base = (ending: string): string => path.join(out, path.basename(main, '.tex') + ending)
  mirrorFolders(paperDir, out)

  let log = await compile(draftHoles)
  // What the last build has left may be of another class or style, and TeX stops over it before it is made anew.
  if (!log.ok && log.errors.some(({ file = '' }) => LEFT_OVER.test(file))) {
    for (const ending of [...LEFT_ENDINGS, 'fdb_latexmk']) rmSync(base(`.${ending}`), { force: true })
    log = await compile(draftHoles)
  }
  const sources = ownSources(paperDir, main, textIfThere(base('.fls')))
  const unknown = unknownNames(draft ? log.warnings : log.errors, sources)
  // Only now is it known what the text names in vain: the list on the last page takes a second round.
  if (draft && unknown.length > 0 && log.ok)
    log = await compile([...draftHoles, ...holesOf(unknown, provenance.language)])

  // As little is known of what it shows before it was compiled once.
  const note = draft || !log.ok ? undefined : carriedNote(provenance.carried, log.uses, provenance.language)
  if (note !== undefined) log = await compile(draftHoles, note)

  const unknownProblems = unknown.map((use) => describeUnknown(use, inventory, tasks))
  const missing = [...located(log.missing, sources), ...bibliographyProblems(textIfThere(base('.blg')) ?? '', sources)]
  const errors = [
    ...problems,
    ...(draft ? [] : unknownProblems),
    ...located(
      log.errors.filter(({ about }) => about === undefined),
      sources,
    ),
    ...(draft || log.errors.length > 0 ? [] : missing),
  ]
  if (errors.length > 0) throw new PaperError(errors, draft ? [] : namesThatExist(unknown, inventory))
  if (!log.ok) throw new PaperError([silent(log.printed)])
  if (draft && log.draftPages < log.pages) throw new PaperError([HIDDEN_DRAFT])
  const warnings = located(
    log.warnings.filter(({ about }) => about === undefined),
    sources,
  )
  return {
    bytes: readFileSync(base('.pdf')),
    pages: log.pages,
    uses: log.uses,
    warnings: [...(draft ? [...unknownProblems, ...missing] : []), ...warnings],
  }

  function located(entries: readonly LogEntry[], from: readonly Source[]): PaperProblem[] {
    return entries.flatMap(({ message, about, file, line, column }): PaperProblem[] => {
      const written = about === undefined ? [] : texPlaces(about.kind, about.name, from)
      if (written.length > 0) return written.map((at) => ({ message, at }))
      const named = file ?? (line === undefined ? undefined : path.relative(paperDir, main))
      return [
        {
          message,
          at:
            named === undefined
              ? undefined
              : { file: shownPath(path.resolve(paperDir, named), paperDir), line, column },
        },
      ]
    })
  }

  function unknownNames(entries: readonly LogEntry[], from: readonly Source[]): UnknownName[] {
    const found = entries.flatMap(({ about, file, line }): UnknownName[] => {
      if (about === undefined || about.kind === 'reference' || about.kind === 'citation') return []
      const use = { kind: about.kind, name: about.name }
      const written = texPlaces(use.kind, use.name, from)
      if (written.length > 0) return written.map((at) => ({ ...use, at }))
      return [
        {
          ...use,
          at: file === undefined ? undefined : { file: shownPath(path.resolve(paperDir, file), paperDir), line },
        },
      ]
    })
    return inOrderOfText(found, from)
  }
}

/** Files that TeX makes at one build and reads at the next. */
const LEFT_ENDINGS = ['aux', 'bbl', 'lof', 'lot', 'out', 'toc']
const LEFT_OVER = new RegExp(`\\.(?:${LEFT_ENDINGS.join('|')})$`)

const HIDDEN_DRAFT: PaperProblem = {
  message: 'not every page of this draft says so',
  hints: ['take the commands in before \\begin{document}: \\input{build/bocas}'],
}

const silent = (printed: string): PaperProblem => ({
  message: 'latexmk failed and its log names no error',
  hints: printed.trimEnd().split('\n').slice(-12),
})

/** Each place once; files as TeX met them, their places in order. */
function inOrderOfText(unknown: readonly UnknownName[], sources: readonly Source[]): UnknownName[] {
  const once = new Map(unknown.map((use) => [JSON.stringify(use), use]))
  const rank = ({ at }: UnknownName): number => sources.findIndex(({ shown }) => shown === at?.file)
  return [...once.values()].sort(
    (a, b) => rank(a) - rank(b) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  )
}

/** TeX writes `sections/one.aux` below the folder of outputs and makes no folders. */
export function mirrorFolders(paperDir: string, out: string): void {
  mkdirSync(out, { recursive: true })
  for (const entry of readdirSync(paperDir, { withFileTypes: true })) {
    if (!entry.isDirectory() || GENERATED.has(entry.name) || entry.name.startsWith('.')) continue
    for (const inner of readdirSync(path.join(paperDir, entry.name), { withFileTypes: true, recursive: true })) {
      const relative = path.relative(paperDir, inner.parentPath)
      if (inner.isFile() && inner.name.endsWith('.tex')) mkdirSync(path.join(out, relative), { recursive: true })
    }
  }
}
