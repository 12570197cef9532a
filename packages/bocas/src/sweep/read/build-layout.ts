import type { Block, AxisLayout, Fixed, SweepLayout, AxisOption } from './layout'
import { axisMarkOf } from '../author/marks'
import { markDifferences } from './differences'
import type { Json } from '../author/types'
import { keyBelow } from '../../key-path'

/** Lays out a checked node; `path` is the key path in the config (dots, also for the items of lists). */
export function layOut(node: unknown, path = ''): SweepLayout {
  const axis = axisMarkOf(node)
  if (axis?.word === 'seeds') return seedChoice(axis.given as number | readonly number[], path)
  if (axis)
    return Array.isArray(axis.given) ? valueChoice(axis.given, path) : alternativeChoice(axis.given as object, path)
  if (Array.isArray(node))
    return block(
      node.map((item, i) => [String(i), layOut(item, keyBelow(path, String(i)))]),
      path,
      true,
    )
  if (typeof node !== 'object' || node === null) return fixed(Object.is(node, -0) ? 0 : (node as Json), path)
  return block(
    Object.entries(node).map(([key, value]) => [key, layOut(value, keyBelow(path, key))]),
    path,
    false,
  )
}

const fixed = (value: Json, path: string): Fixed => ({ kind: 'fixed', path, count: 1, exact: 1n, value })

function block(items: [string, SweepLayout][], path: string, list: boolean): SweepLayout {
  if (items.every(([, item]) => item.kind === 'fixed')) {
    const values = items.map(([key, item]) => [key, (item as Fixed).value] as const)
    return fixed(Object.freeze(list ? values.map(([, value]) => value) : Object.fromEntries(values)), path)
  }
  const exact = items.reduce((product, [, item]) => product * item.exact, 1n)
  return { kind: 'block', path, count: Number(exact), exact, list, items } satisfies Block
}

function seedChoice(given: number | readonly number[], path: string): AxisLayout {
  const size = typeof given === 'number' ? given : given.length
  const seed = (i: number): number => (typeof given === 'number' ? i : given[i]! + 0)
  const option = (i: number): AxisOption => ({
    layout: fixed(seed(i), path),
    parts: size > 1 ? [{ path, value: seed(i) }] : [],
  })
  return { kind: 'choice', word: 'seeds', path, count: size, exact: BigInt(size), size, even: true, option }
}

function valueChoice(given: readonly unknown[], path: string): AxisLayout {
  return choice('values', markDifferences(given.map((value) => layOut(value, path))), path)
}

function alternativeChoice(given: object, path: string): AxisLayout {
  const entries = Object.entries(given as Record<string, object>)
  const alone = entries.length === 1
  const options = entries.map(([label, keys]) => ({
    layout: layOut({ name: label, ...keys }, path),
    parts: [alone ? { path, value: label, alone } : { path, value: label }],
  }))
  return choice('alternatives', options, path)
}

function choice(word: 'values' | 'alternatives', options: readonly AxisOption[], path: string): AxisLayout {
  const exact = options.reduce((sum, { layout }) => sum + layout.exact, 0n)
  const even = options.every(({ layout }) => layout.exact === 1n)
  const option = (i: number): AxisOption => options[i]!
  return { kind: 'choice', word, path, count: Number(exact), exact, size: options.length, even, option }
}
