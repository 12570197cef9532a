import {
  checkMade,
  type FactsFile,
  isProblemsError,
  judgeClaims,
  loadFacts,
  nameInText,
  CHECKLIST,
  PAPER_TASK,
  type OutputKind,
  type MadePlaces,
  type MadeProblem,
} from 'bocas/internal/made'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { PaperProblem } from '../shared/problems'
import { shownPath } from '../shared/paper-paths'
import type { Format } from '../shared/format'

/** What the text can name. */
export type NamedKind = OutputKind

/** What stands between a fact and its form: `gain:error`. No name has it. */
export const FORM = ':'

/**
 * Everything the text can name: facts and their forms with their text, figures and tables with their file (absolute), claims with what is wrong with them,
 * which is nothing (`''`) unless it does not hold.
 */
export type Inventory = Readonly<Record<NamedKind, ReadonlyMap<string, string>>>

/** The folders that hold what `figures` targets made (absolute). */
export interface Roots {
  readonly facts: string
  readonly figures: string
  readonly tables: string
}

/** Of a figure that exists in several formats the first of these is taken: vectors with text that can be searched come first. */
const FIGURE_FORMATS: Readonly<Record<Format, readonly string[]>> = {
  typst: ['.pdf', '.svg', '.png'],
  latex: ['.pdf', '.png'],
  markdown: ['.svg', '.png'],
}
const TABLE_FORMATS: Readonly<Record<Format, readonly string[]>> = {
  typst: ['.typ'],
  latex: ['.tex'],
  markdown: ['.md'],
}

/**
 * Reads what the listed tasks offer; folders and files of other tasks (leftovers, say) are as if they were not there.
 *
 * A task without a facts file has no facts: not every task needs one, and a text that names one of them gets an error with its line.
 *
 * Everything is held against what was written down when it was made: a figure, a table or a fact that was changed since is a problem.
 */
export async function readInventory(
  paperDir: string,
  tasks: readonly string[],
  roots: Roots,
  format: Format,
  isDraft = false,
): Promise<{ inventory: Inventory; problems: PaperProblem[] }> {
  const inventory = {
    fact: new Map<string, string>(),
    figure: new Map<string, string>(),
    table: new Map<string, string>(),
    claim: new Map<string, string>(),
  }
  const problems: PaperProblem[] = []
  const add = (kind: NamedKind, name: string, value: string, file: string): void => {
    if (inventory[kind].has(name)) {
      const message = `two tasks offer a ${kind} "${name}"`
      problems.push({ message, at: { file: shownPath(file, paperDir) }, hints: ['give one of them another name'] })
    }
    inventory[kind].set(name, value)
  }
  for (const task of tasks) {
    const places = outputFolders(roots, task, paperDir)
    const factsFile = places.facts
    problems.push(...(await checkMade(task, places, { isDraft })).map((one) => problemOf(one, paperDir)))
    const { facts = {}, claims = {} } = existsSync(factsFile) ? await factsIn(factsFile) : {}
    for (const [name, { holds, says }] of judgeClaims(claims))
      add('claim', nameInText('claim', task, name), holds === false ? says : '', factsFile)
    for (const [name, fact] of Object.entries(facts)) {
      const inText = nameInText('fact', task, name)
      add('fact', inText, factText(fact), factsFile)
      const forms = 'forms' in fact ? (fact.forms ?? {}) : {}
      for (const [form, text] of Object.entries(forms))
        add('fact', `${inText}${FORM}${form}`, factText({ ...fact, text }), factsFile)
    }
    for (const [kind, folder, formats] of [
      ['figure', places.figures, FIGURE_FORMATS[format]],
      ['table', places.tables, TABLE_FORMATS[format]],
    ] as const) {
      for (const [name, file] of filesByName(folder, formats)) add(kind, nameInText(kind, task, name), file, file)
    }
  }
  return { inventory, problems }
}

/** The same, when no claim is to look as if it did not hold. */
export const withoutVerdicts = (inventory: Inventory): Inventory => ({
  ...inventory,
  claim: new Map([...inventory.claim].map(([name]) => [name, ''])),
})

/** Numbers stay on one line: "97.1 ± 0.2 %" must not be torn at the end of a line of text. Labels are words and may break. */
function factText(fact: { readonly kind: string; readonly text: string }): string {
  return fact.kind === 'label' ? fact.text : fact.text.replaceAll(' ', '\u00a0')
}

function filesByName(folder: string, formats: readonly string[]): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const found = new Map<string, string>()
  for (const format of formats) {
    for (const file of names.filter((name) => name.endsWith(format))) {
      const name = file.slice(0, -format.length)
      if (!found.has(name)) found.set(name, path.join(folder, file))
    }
  }
  return found
}

/** Where what a task has made lies. */
export const outputFolders = (roots: Roots, task: string, paperDir?: string): MadePlaces => ({
  ...(task === CHECKLIST ? { again: 'npx bocas checklist --facts' } : {}),
  ...(task === PAPER_TASK && paperDir !== undefined ? { project: path.basename(paperDir) } : {}),
  figures: path.join(roots.figures, task),
  tables: path.join(roots.tables, task),
  ...(task === CHECKLIST ? checklistFiles(roots) : ofTask(roots, task)),
})

const ofTask = ({ facts }: Roots, task: string): Pick<MadePlaces, 'facts' | 'provenance'> => ({
  facts: path.join(facts, `${task}.json`),
  provenance: path.join(facts, '..', 'provenance', `${task}.json`),
})

/** Not among what figures make: it is of all of them, and is committed with the text. */
const checklistFiles = ({ facts }: Roots): Pick<MadePlaces, 'facts' | 'provenance'> => ({
  facts: path.join(facts, '..', 'checklist', 'facts.json'),
  provenance: path.join(facts, '..', 'checklist', 'provenance.json'),
})

/** These tasks, and the checklist of the paper where there is one. */
export const withChecklist = (tasks: readonly string[], roots: Roots): readonly string[] =>
  existsSync(checklistFiles(roots).facts) ? [...tasks, CHECKLIST] : tasks

/** Nothing of a file that holds no facts: what is wrong with it is told already. */
const factsIn = async (file: string): Promise<Partial<FactsFile>> => {
  try {
    return (await loadFacts(file)).facts
  } catch (error) {
    if (!isProblemsError(error)) throw error
    return {}
  }
}

const problemOf = ({ file, message, hint }: MadeProblem, paperDir: string): PaperProblem => ({
  message,
  at: { file: shownPath(file, paperDir) },
  ...(hint === undefined ? {} : { hints: [hint] }),
})
