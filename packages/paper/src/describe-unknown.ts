import { PAPER_TASK, type Inventory, type Kind } from './inventory'
import { nearestNames } from './nearest-names'
import { formatPlace, type PaperProblem } from './problems'
import { placeOf } from './typst/diagnostics'
import type { UnknownUse } from './unknown-names'

/** More names than this are not listed in full. */
const MOST_LISTED = 40

/** Says one unknown name: what, where, and which existing names are near. */
export function describeUnknown(
  use: UnknownUse,
  inventory: Inventory,
  tasks: readonly string[],
  paperDir: string,
): PaperProblem {
  const near = nearestNames(use.name, inventory[use.kind].keys())
  const task = use.name.split(use.kind === 'fact' ? '.' : '/')[0]!
  const prefixed = task !== use.name && near.length === 0
  const hints: string[] = []
  if (near.length > 0) hints.push(`did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`)
  else if (prefixed && task === PAPER_TASK) hints.push(`a ${use.kind} of paper/figures.ts is named without "paper"`)
  else if (prefixed && tasks.includes(task)) hints.push(`is it made in the figures.ts of ${task}?`)
  else if (prefixed) hints.push(`"${task}" is not among this paper's tasks: ${tasks.join(', ')}`)
  if (use.caller) hints.push(`called from ${formatPlace(placeOf(use.caller, paperDir))}`)
  const at = use.frame ? placeOf(use.frame, paperDir) : undefined
  return { message: `unknown ${use.kind} "${use.name}"`, at, hints }
}

/** For each kind of which a name was unknown, a line with the names that exist. */
export function namesThatExist(unknown: readonly UnknownUse[], inventory: Inventory): string[] {
  return (['fact', 'figure', 'table'] as const)
    .filter((kind) => unknown.some((use) => use.kind === kind))
    .map((kind) => listNames(kind, [...inventory[kind].keys()].sort()))
}

function listNames(kind: Kind, names: readonly string[]): string {
  if (names.length === 0) return `There are no ${kind}s yet: the \`figures\` targets of the tasks make them.`
  const more = names.length > MOST_LISTED ? `, … (${names.length} in all)` : ''
  return `The ${kind}s that exist: ${names.slice(0, MOST_LISTED).join(', ')}${more}`
}
