import { CHECKLIST, nameInText, PAPER_TASK } from 'bocas/internal/made'
import { FORM, type Inventory, type NamedKind } from './inventory'
import { nearestNames } from './nearest-names'
import { formatPlace, type PaperProblem, type PaperPlace } from '../shared/problems'
import { baseName, baseNames, type Use } from './uses'

/** A place where the text names what does not exist. */
export interface UnknownName extends Use {
  /** Where the name is written, or put together; without it nobody could say. */
  readonly at?: PaperPlace | undefined
  /** When the name is put together in a function: where the text calls it. */
  readonly calledFrom?: PaperPlace | undefined
}

/** More names than this are not listed in full. */
const MOST_LISTED = 40

/** Says one unknown name: what, where, and which existing names are near. */
export function describeUnknown(use: UnknownName, inventory: Inventory, tasks: readonly string[]): PaperProblem {
  const { kind, name, at, calledFrom } = use
  const base = baseName(kind, name)
  const called = calledFrom ? [`called from ${formatPlace(calledFrom)}`] : []
  if (base !== name && inventory[kind].has(base)) {
    const form = name.slice(base.length + FORM.length)
    const message = `the fact "${base}" has no form "${form}"`
    return { code: 'unknown-in-text', message, at, hints: [formHint(base, form, inventory), ...called] }
  }
  return {
    code: 'unknown-in-text',
    message: `unknown ${kind} "${name}"`,
    at,
    hints: [...nameHint(use, inventory, tasks), ...called],
  }
}

function nameHint({ kind, name }: Use, inventory: Inventory, tasks: readonly string[]): string[] {
  const form = name.slice(baseName(kind, name).length)
  const base = baseName(kind, name)
  const near = nearestNames(base, baseNames(inventory, kind)).map((one) => `${one}${form}`)
  if (near.length > 0) return [`did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`]
  const task = base.split(kind === 'fact' || kind === 'claim' ? '.' : '/')[0]!
  if (task === base) return []
  if (task === PAPER_TASK) return [`a ${kind} of the paper's own figures.ts is named without "paper"`]
  if (kind === 'fact' && !tasks.includes(task) && base.startsWith(nameInText('fact', CHECKLIST, '')))
    return ['npx bocas checklist --facts makes the facts of the checklist']
  if (tasks.includes(task)) return [`is it made in the figures.ts of ${task}?`]
  return [`"${task}" is not among this paper's tasks: ${tasks.filter((one) => one !== CHECKLIST).join(', ')}`]
}

function formHint(base: string, form: string, inventory: Inventory): string {
  const forms = [...inventory.fact.keys()]
    .filter((name) => name.startsWith(`${base}${FORM}`))
    .map((name) => name.slice(base.length + FORM.length))
  if (forms.length === 0) return 'it has one form only; name it without the colon'
  const [near] = nearestNames(form, forms)
  const listed = `its forms: ${forms.join(', ')}`
  return near === undefined ? listed : `did you mean "${base}${FORM}${near}"? ${listed}`
}

/** For each kind of which a name was unknown, a line with the names that exist. */
export function namesThatExist(unknown: readonly Use[], inventory: Inventory): string[] {
  const isForm = ({ kind, name }: Use): boolean =>
    name !== baseName(kind, name) && inventory[kind].has(baseName(kind, name))
  return (['fact', 'figure', 'table', 'claim'] as const)
    .filter((kind) => unknown.some((use) => use.kind === kind && !isForm(use)))
    .map((kind) => listNames(kind, baseNames(inventory, kind)))
}

function listNames(kind: NamedKind, names: readonly string[]): string {
  if (names.length === 0) return `There are no ${kind}s yet: the \`figures\` targets of the tasks make them.`
  const more = names.length > MOST_LISTED ? `, … (${names.length} in all)` : ''
  return `The ${kind}s that exist: ${names.slice(0, MOST_LISTED).join(', ')}${more}`
}
