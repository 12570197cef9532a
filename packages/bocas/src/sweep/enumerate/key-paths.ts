import type { SweepLayout } from '../read/layout'
import type { Json } from '../author/types'
import { keyBelow } from '../../key-path'

/** Every key path in the configs of some layouts, of blocks and of values; the items of a list of plain values have none. */
export function keyPaths(layouts: readonly SweepLayout[]): Set<string> {
  const paths = new Set<string>()
  for (const layout of layouts) addPaths(layout, paths)
  paths.delete('')
  return paths
}

function addPaths(layout: SweepLayout, paths: Set<string>): void {
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
    const below = keyBelow(path, key)
    paths.add(below)
    addValuePaths(item, below, paths)
  }
}

/** The paths at which there are named alternatives. */
export function namedPaths(layouts: readonly SweepLayout[]): Set<string> {
  const paths = new Set<string>()
  const visit = (layout: SweepLayout): void => {
    if (layout.kind === 'block') layout.items.forEach(([, item]) => visit(item))
    if (layout.kind !== 'choice' || layout.word === 'seeds') return
    if (layout.word === 'alternatives') paths.add(layout.path)
    for (let i = 0; i < layout.size; i++) visit(layout.option(i).layout)
  }
  layouts.forEach(visit)
  return paths
}

/** A label for a named alternative may be given as `tactic.name` too. */
export const labelledPath = (path: string, named: ReadonlySet<string>): string =>
  path.endsWith('.name') && named.has(path.slice(0, -'.name'.length)) ? path.slice(0, -'.name'.length) : path
