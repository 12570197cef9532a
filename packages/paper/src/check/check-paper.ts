import path from 'node:path'
import { describeUnknown, namesThatExist, type UnknownName } from '../inventory/describe-unknown'
import type { Format } from '../shared/format'
import { FORM, readInventory, withChecklist, type Inventory, type NamedKind, type Roots } from '../inventory/inventory'
import { linksOut } from '../shared/links-out'
import { paperPaths, shownPath } from '../shared/paper-paths'
import type { PaperProblem, PaperPlace } from '../shared/problems'
import { findUses, type TextUse } from '../text/find-uses'
import { readPaperTexts, type PaperText } from '../text/paper-texts'
import type { MarkupLanguage } from '../text/reading'
import { baseNames } from '../inventory/uses'
import { checkChecklist } from './check-checklist'
import { checkFinite } from './check-finite'
import { checkTies } from './check-ties'
import { checkData } from './check-data'
import { checkLanguage } from './check-language'
import { checkNumbers } from './check-numbers'
import { checkClaims, claimUses } from './check-claims'
import { readMade } from './read-made'

/** Which paper to check. */
export interface CheckJob {
  /** The paper's folder (absolute). */
  readonly paperDir: string
  /** Its main file, relative to the folder; `main.typ`, `main.tex` and `main.md`, those that there are, unless given. */
  readonly main?: string
  /** The tasks whose facts, figures and tables the text may use; `paper` for those of the `figures.ts` beside the text. */
  readonly tasks: readonly string[]
  /** The folder of tasks as messages say it; `tasks` unless given. */
  readonly tasksDir?: string
  /** Other folders than `facts`, `figures` and `tables`, absolute or relative to the paper's folder. */
  readonly roots?: Partial<Roots>
}

/** A name in the text, and where. */
export interface Quote {
  readonly kind: NamedKind
  readonly name: string
  readonly at: PaperPlace
}

/** What was found by reading a paper. */
export interface PaperReport {
  /** Contradictions, names that do not exist, files that cannot be read: the paper must not go out like this. */
  readonly problems: readonly PaperProblem[]
  /** Lines that belong to all problems, such as the names that exist. */
  readonly notes: readonly string[]
  /** Numbers typed by hand that agree with a fact, allowances of nothing, NaN and infinities in results behind what is used. */
  readonly warnings: readonly PaperProblem[]
  /** What is made and not used, sorted. */
  readonly unused: Readonly<Record<NamedKind, readonly string[]>>
  /** Places where a name is put together by code: what they name counts as unused. */
  readonly computed: readonly PaperPlace[]
  /** Every name in the text, in its order. */
  readonly quotes: readonly Quote[]
  /** How many files of text were read, and numbers typed in them. */
  readonly files: number
  readonly numbers: number
}

/**
 * Reads the text of a paper, in whatever language, and holds it against what was made: numbers that contradict a fact, claims that do
 * not hold, names that do not exist, and what nothing names. Nothing is compiled or written.
 */
export async function checkPaper(job: CheckJob): Promise<PaperReport> {
  const { paperDir, roots, folderOf } = paperPaths(job)
  const tasks = withChecklist(job.tasks, roots)
  const texts = readPaperTexts(paperDir, job.main)
  const offers = new Map<MarkupLanguage, Offer>()
  for (const { language } of texts)
    if (!offers.has(language)) offers.set(language, await readInventory(paperDir, tasks, roots, FORMATS[language]))
  const [first = NOTHING] = offers.values()
  const uses = texts.map((text) => ({ text, ...findUses(text.reading, text.language) }))
  const quotes = uses.flatMap(({ text, uses }) => uses.map((use) => quoteOf(text, use, paperDir)))
  const unknown = uses.flatMap(({ text, uses }) =>
    unknownIn(text, uses, offers.get(text.language)!.inventory, paperDir),
  )
  const made = await readMade(tasks, roots, folderOf)
  const numbers = checkNumbers(texts, made, paperDir)
  const claimed = quotes.filter(({ kind }) => kind === 'claim')
  return {
    problems: [
      ...missingText(texts, paperDir),
      ...linksOut(paperDir),
      ...first.problems,
      ...unknown.map(({ use, inventory }) => describeUnknown(use, inventory, tasks)),
      ...checkClaims(claimUses(claimed, []), made.claims),
      ...numbers.problems,
    ],
    notes: namesThatExist(
      unknown.map(({ use }) => use),
      first.inventory,
    ),
    warnings: [
      ...checkLanguage(made.languages),
      ...numbers.warnings,
      ...checkData(texts, paperDir),
      ...checkChecklist(quotes, made.provenance, folderOf),
      ...checkFinite(quotes, made.provenance, folderOf),
      ...checkTies(quotes, made.provenance, folderOf),
    ],
    unused: unusedOf(quotes, first.inventory),
    computed: uses.flatMap(({ text, computed }) =>
      computed.map(({ line, column }) => ({ file: shownPath(text.file, paperDir), line, column })),
    ),
    quotes,
    files: texts.length,
    numbers: numbers.count,
  }
}

type Offer = Awaited<ReturnType<typeof readInventory>>

const NOTHING: Offer = {
  inventory: { fact: new Map(), figure: new Map(), table: new Map(), claim: new Map() },
  problems: [],
}
const FORMATS: Readonly<Record<MarkupLanguage, Format>> = { typ: 'typst', tex: 'latex', md: 'markdown' }

function unknownIn(
  text: PaperText,
  uses: readonly TextUse[],
  inventory: Inventory,
  paperDir: string,
): { use: UnknownName; inventory: Inventory }[] {
  return uses.flatMap((use) => {
    const name = use.form === undefined ? use.name : `${use.name}${FORM}${use.form}`
    return inventory[use.kind].has(name) ? [] : [{ use: { ...quoteOf(text, use, paperDir), name }, inventory }]
  })
}

/** Where the text of a paper names facts, figures and tables; needs no facts, figures or tables. */
export function findQuotes({ paperDir, main }: Pick<CheckJob, 'paperDir' | 'main'>): Quote[] {
  return readPaperTexts(path.resolve(paperDir), main).flatMap((text) =>
    findUses(text.reading, text.language).uses.map((use) => quoteOf(text, use, path.resolve(paperDir))),
  )
}

const quoteOf = ({ file }: PaperText, { kind, name, line, column }: TextUse, paperDir: string): Quote => ({
  kind,
  name,
  at: { file: shownPath(file, paperDir), line, column },
})

const missingText = (texts: readonly PaperText[], paperDir: string): PaperProblem[] =>
  texts.length > 0
    ? []
    : [{ message: `there is no main.typ, main.tex or main.md in ${paperDir}`, hints: ['a paper begins with one'] }]

function unusedOf(quotes: readonly Quote[], inventory: Inventory): Record<NamedKind, string[]> {
  const of = (kind: NamedKind): string[] => {
    const used = new Set(quotes.filter((quote) => quote.kind === kind).map(({ name }) => name))
    // Nobody quotes every answer of a checklist.
    return baseNames(inventory, kind).filter((name) => !used.has(name) && !name.startsWith('checklist.'))
  }
  return { fact: of('fact'), figure: of('figure'), table: of('table'), claim: of('claim') }
}
