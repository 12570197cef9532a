import type { Problem } from '../problems'
import { suggest } from '../problems'
import type { Layout } from './layout'
import type { Json } from './types'

/** Every key path in the configs of some layouts, of blocks and of values; the items of a list of plain values have none. */
export function keyPaths(layouts: readonly Layout[]): Set<string> {
  const paths = new Set<string>()
  for (const layout of layouts) addPaths(layout, paths)
  paths.delete('')
  return paths
}

function addPaths(layout: Layout, paths: Set<string>): void {
  paths.add(layout.path)
  if (layout.kind === 'fixed') addValuePaths(layout.value, layout.path, paths)
  else if (layout.kind === 'block') for (const [, item] of layout.items) addPaths(item, paths)
  else if (layout.word !== 'seeds') {
    for (let i = 0; i < layout.size; i++) addPaths(layout.option(i).layout, paths)
  }
}

function addValuePaths(value: Json, path: string, paths: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const isFlat = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)
  if (isFlat) return
  for (const [key, item] of Object.entries(value)) {
    const below = path === '' ? key : `${path}.${key}`
    paths.add(below)
    addValuePaths(item as Json, below, paths)
  }
}

/** What the key at a path is called in names and tags. */
export type KeyName = (path: string) => string

/**
 * What each key of a task is called: its label, else the shortest end of its path that no other key of the task has and
 * that is no label either (`model.lr` is `lr`, unless there is a `head.lr`). The index of an item never comes first.
 */
export function nameKeys(paths: ReadonlySet<string>, labels: ReadonlyMap<string, string>): KeyName {
  const owners = new Map<string, number>()
  for (const path of paths) for (const end of endsOf(path)) owners.set(end, (owners.get(end) ?? 0) + 1)
  const taken = new Set(labels.values())
  const names = new Map(labels)
  return (path) => {
    const known = names.get(path)
    if (known !== undefined) return known
    const free = endsOf(path).find((end) => owners.get(end) === 1 && !taken.has(end) && !/^\d+(\.|$)/.test(end))
    names.set(path, free ?? path)
    return free ?? path
  }
}

/** The ends of a path, shortest first: `lr`, `model.lr`. */
function endsOf(path: string): string[] {
  const keys = path.split('.')
  return keys.map((_, i) => keys.slice(keys.length - 1 - i).join('.'))
}

/** A label for a named alternative may be given as `tactic.name` too. */
export const labelledPath = (path: string, named: ReadonlySet<string>): string =>
  path.endsWith('.name') && named.has(path.slice(0, -'.name'.length)) ? path.slice(0, -'.name'.length) : path

/** The paths at which there are named alternatives. */
export function namedPaths(layouts: readonly Layout[]): Set<string> {
  const paths = new Set<string>()
  const visit = (layout: Layout): void => {
    if (layout.kind === 'block') layout.items.forEach(([, item]) => visit(item))
    if (layout.kind !== 'choice' || layout.word === 'seeds') return
    if (layout.word === 'alternatives') paths.add(layout.path)
    for (let i = 0; i < layout.size; i++) visit(layout.option(i).layout)
  }
  layouts.forEach(visit)
  return paths
}

/** The labels one sweep asks for. */
export interface LabelRequest {
  /** The key path of its `labels` option. */
  readonly at: string
  readonly labels: Readonly<Record<string, string>>
}

/** Joins the labels of a task's sweeps: one label for a key, one key for a label, and no label that is another key. */
export function joinLabels(
  requests: readonly LabelRequest[],
  paths: ReadonlySet<string>,
  named: ReadonlySet<string>,
  report: (problem: Problem) => void,
): Map<string, string> {
  const labels = new Map<string, string>()
  for (const { at, labels: wanted } of requests) {
    for (const [written, label] of Object.entries(wanted)) {
      const path = labelledPath(written, named)
      const here = `${at}[${JSON.stringify(written)}]`
      const other = [...labels].find(([key, known]) => key !== path && known === label)?.[0]
      const known = labels.get(path)
      if (!paths.has(path)) {
        report({ message: `no config has a key \`${written}\``, path: here, hint: suggest(written, [...paths]) })
      } else if (known !== undefined && known !== label) {
        const message = `\`${path}\` is called both \`${known}\` and \`${label}\`; a key has one label in a task`
        report({ message, path: here, hint: 'give it the same label in all sweeps' })
      } else if (other !== undefined) {
        const message = `the label \`${label}\` is taken: \`${other}\` is called so`
        report({ message, path: here, hint: 'give each key a label of its own' })
      } else if (label !== path && paths.has(label)) {
        const message = `the label \`${label}\` for \`${path}\` is another key of the task`
        report({ message, path: here, hint: 'choose a label that is no key' })
      } else labels.set(path, label)
    }
  }
  return labels
}
