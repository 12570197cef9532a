import { suggest, type ShownCell, type OutputKind } from 'bocas/internal/made'
import { configLeaves } from '../history/config-changes'
import type { NamedRun, PaperOutput } from './read-outputs'

/** What a person asked for, or what to tell them. */
export type Selected =
  { readonly outputs: readonly PaperOutput[] } | { readonly message: string; readonly hint: string }

/**
 * Finds what words name: a fact, a figure, a table or a claim as the text names it, `fact:`, `figure:`, `table:` or `claim:` before a name that several have;
 * and, of a table or a figure, the cells that all further words describe (see {@link selectCells}).
 */
export function selectOutputs(
  outputs: readonly PaperOutput[],
  runs: ReadonlyMap<string, NamedRun>,
  [first = '', ...more]: readonly string[],
): Selected {
  const [, kind, rest] = /^(fact|figure|table|claim):(.+)$/s.exec(first) ?? [undefined, undefined, first]
  const at = rest.indexOf(':')
  const name = at < 0 ? rest : rest.slice(0, at)
  const cells = [...(at < 0 ? [] : rest.slice(at + 1).split(',')), ...more].map((word) => word.trim()).filter(Boolean)
  const named = outputs.filter((output) => output.name === name && (kind === undefined || output.kind === kind))
  if (named.length === 0) {
    const all = outputs.filter((output) => kind === undefined || output.kind === kind)
    return {
      message: `there is no ${kind ?? 'fact, figure, table or claim'} '${name}'`,
      hint: suggest(name, [...new Set(all.map((output) => output.name))].sort()),
    }
  }
  const withCells = named
    .filter((output) => output.cells !== undefined && output.cells.length > 0)
    .sort((a, b) => Number(b.kind === 'table') - Number(a.kind === 'table'))
  // What follows the name of a fact is a part of it, as in `gain:n`.
  const isPart = named[0]!.kind === 'fact' && more.length === 0
  if (cells.length === 0 || (isPart && withCells.length === 0)) return { outputs: named }
  if (withCells.length === 0) return { message: `${named[0]!.kind} ${name} has no cells`, hint: `bocas trace ${name}` }
  const found = withCells.map((output) => ({ output, ...selectCells(output.cells!, runs, cells) }))
  const chosen = found.flatMap(({ output, ...one }) =>
    'unknown' in one
      ? []
      : [{ ...output, cells: one.cells, runs: [...new Set(one.cells.flatMap((cell) => cell.runs))] }],
  )
  if (chosen.length > 0) return { outputs: chosen }
  const [nearest] = found as { unknown: readonly string[]; known: readonly string[] }[]
  return {
    message: `no cell of ${name} is that of ${nearest!.unknown.map((word) => `'${word}'`).join(' and ')}`,
    hint: suggest(nearest!.unknown[0]!, nearest!.known),
  }
}

/**
 * The cells that every word describes. A word is a head of the row or of the column, or the metric or its last step; or a value, or `key=value`, that the
 * configs of all runs of the cell have. Heads go first: where one of them is the word, values do not count. Case does not matter.
 */
function selectCells(
  cells: readonly ShownCell[],
  runs: ReadonlyMap<string, NamedRun>,
  words: readonly string[],
):
  | { readonly cells: readonly ShownCell[] }
  | { readonly unknown: readonly string[]; readonly known: readonly string[] } {
  const heads = ({ row, column, metric = '' }: ShownCell): string[] =>
    [...row, ...column, metric, metric.slice(metric.lastIndexOf('.') + 1)].map(folded)
  const tests = words.map((word) => {
    const isHead = (cell: ShownCell): boolean => heads(cell).includes(folded(word))
    return cells.some(isHead) ? isHead : (cell: ShownCell) => isOfConfigs(cell, runs, word)
  })
  const found = cells.filter((cell) => tests.every((test) => test(cell)))
  if (found.length > 0) return { cells: found }
  const alone = words.filter((_, index) => !cells.some((cell) => tests[index]!(cell)))
  const known = [...new Set(cells.flatMap(({ row, column, metric = [] }) => [...row, ...column].concat(metric)))]
  return { unknown: alone.length > 0 ? alone : words, known }
}

function isOfConfigs({ runs: ids }: ShownCell, runs: ReadonlyMap<string, NamedRun>, word: string): boolean {
  const equals = /^([^=]+)=(.*)$/s.exec(word)
  return (
    ids.length > 0 &&
    ids.every((id) => {
      const leaves = [...configLeaves(runs.get(id)?.config ?? null)]
      return leaves.some(([path, value]) => {
        const text = folded(typeof value === 'string' ? value : JSON.stringify(value))
        return equals ? isPath(path, equals[1]!) && text === folded(equals[2]!) : text === folded(word)
      })
    })
  )
}

/** `lr` and `model.lr` for `model.lr`; `tactic` for `tactic.name`. */
const isPath = (path: string, word: string): boolean =>
  [path, path.replace(/\.name$/, '')].some((one) => one === word || one.endsWith(`.${word}`))

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** `fact mnist.best`. */
export const titleOf = ({ kind, name }: { readonly kind: OutputKind; readonly name: string }): string =>
  `${kind} ${name}`
