import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems, suggest, type Problem } from 'bocas/internal'
import { commandsOf } from '../shared/package-manager'
import { papersWith } from '../../shared/papers'
import { layoutIn } from '../shared/layout-in'
import { pickTask } from '../shared/pick-task'
import { loadTypeScript } from '../shared/typescript'
import { checkSpelling } from '../task/check-name'
import { addCall } from './add-call'
import { KINDS, type FigureKind, type ShownPaths } from './kinds'
import { lookAtResults, type Results } from './look-at-results'

export interface FigureGeneratorOptions {
  readonly name: string
  readonly task?: string | undefined
  readonly kind?: FigureKind | undefined
  /** Key path of what is shown; the first that the results have unless it is said. */
  readonly y?: string | undefined
  readonly x?: string | undefined
  /** Key paths with commas; all that tell runs apart unless they are said. */
  readonly by?: string | undefined
  readonly skipFormat?: boolean | undefined
}

const EMPTY = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs }) => {
})
`

/**
 * Adds a figure or table to the `figures.ts` of a task, which draws as it is: what it shows is looked up in the results that are there.
 *
 * @throws Error that lists what is wrong. Then nothing is changed.
 */
export default async function figureGenerator(tree: Tree, options: FigureGeneratorOptions): Promise<GeneratorCallback> {
  const name = String(options.name)
  const { kind = 'bars' } = options
  const refused = (...problems: Problem[]): Error =>
    new Error(formatProblems(`nx g @bocas/nx:figure ${name}`, problems))
  const picked = pickTask(tree, options.task)
  const misspelt = checkSpelling(name, 'figure')
  const unknown: Problem[] = KINDS.includes(kind)
    ? []
    : [{ message: `there is no kind of figure ${JSON.stringify(kind)}`, hint: suggest(kind, KINDS) }]
  const problems = [...misspelt, ...unknown, ...('problem' in picked ? [picked.problem] : [])]
  if ('problem' in picked || problems.length > 0) throw refused(...problems)

  const { task, folder } = picked
  const { nx } = commandsOf(tree)
  const shown = whatToShow(kind, options, lookAtResults(tree, task))
  if ('message' in shown)
    throw refused({ ...shown, hint: `${shown.hint ?? ''}\nresults come of: ${nx} run ${task}:experiment`.trim() })
  const file = `${folder}/figures.ts`
  const added = addCall(loadTypeScript(tree.root), tree.read(file, 'utf8') ?? EMPTY, kind, name, shown)
  if ('wrong' in added)
    throw refused({
      message: `nothing can be added to ${file}: ${added.wrong}`,
      hint: 'choose another name, or write it there',
    })

  tree.write(file, added.text)
  if (options.skipFormat !== true) await formatFiles(tree)
  const paper = papersWith(layoutIn(tree), task)[0]!.folder
  return () =>
    console.log(`
${file} draws ${name} as it is. Next:

  ${nx} run ${task}:figures    draw it: ${paper}/${kind === 'table' ? 'tables' : 'figures'}/${task}/${name}.*
`)
}

/** What is shown where nothing else is said; a problem where that cannot be known. */
function whatToShow(kind: FigureKind, { x, y, by }: FigureGeneratorOptions, results?: Results): ShownPaths | Problem {
  const all = (kind === 'lines' ? results?.series : results?.metrics) ?? []
  const first = (...names: readonly RegExp[]): string | undefined =>
    [...names.map((name) => all.find((path) => name.test(path))), all[0]].find((path) => path !== undefined)
  const chosen = y ?? first(...(kind === 'lines' ? [/\.val_/] : [/^test\./]))
  const what = kind === 'lines' ? 'a series' : 'a metric'
  if (chosen === undefined)
    return {
      message: `what is to be shown? The results have no ${what.slice(2)} that could be`,
      hint: `say ${what} of the results: --y=${kind === 'lines' ? 'history.loss' : 'test.accuracy'}`,
    }
  const known = [...(results?.metrics ?? []), ...(results?.series ?? [])]
  for (const path of [chosen, ...(x === undefined ? [] : [x])])
    if (results !== undefined && !known.includes(path) && path !== x)
      return { message: `the results have no ${path}`, hint: suggest(path, known) }
  const keys = by === undefined ? (results?.keys ?? []) : by.split(',').map((key) => key.trim())
  if (keys.length === 0 && kind !== 'lines' && kind !== 'scatter')
    return { message: 'by which keys of the config?', hint: 'say them: --by=tactic' }
  // Settings that only some runs have cannot stand side by side with runs that have none.
  const partial = by === undefined ? (results?.partial ?? []) : []
  const chosenBy = partial.length > 0 ? results?.metrics.find((path) => /^val\./.test(path)) : undefined
  if (partial.length > 0 && chosenBy === undefined)
    return {
      message: `only some runs have ${partial.join(', ')}`,
      hint: 'say by which keys runs are told apart: --by=tactic',
    }
  const other = x ?? (kind === 'scatter' ? (all.find((path) => /^val\./.test(path)) ?? chosen) : undefined)
  return { y: chosen, x: other, by: keys, chosenBy }
}
