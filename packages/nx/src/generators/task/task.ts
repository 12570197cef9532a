import { join } from 'node:path'
import {
  formatFiles,
  generateFiles,
  getProjects,
  readCachedProjectGraph,
  workspaceRoot,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit'
import { formatProblems, type Problem } from 'bocas/core'
import { checkSpelling, checkTaken } from './check-name'
import { meetNeeds } from './workspace-needs'

export interface TaskGeneratorOptions {
  /** Of the task, its folder and its project. */
  readonly name: string
  readonly skipFormat?: boolean
}

/**
 * Creates `tasks/<name>`: a sweep, a run and figures that work as they are. Touches no file that exists, except that a workspace without
 * the plugin or the packages that the task imports gets them entered.
 *
 * @returns what is to be done once the files are written: install what was added, and say what to type next.
 * @throws Error that lists what is wrong with the name, or which files are in the way. Then nothing is created.
 */
export default async function taskGenerator(tree: Tree, options: TaskGeneratorOptions): Promise<GeneratorCallback> {
  const name = String(options.name)
  const folder = `tasks/${name}`
  const misspelt = checkSpelling(name)
  const problems = misspelt.length > 0 ? misspelt : [...checkTaken(name, projectNames(tree)), ...inTheWay(tree, folder)]
  if (problems.length > 0) throw new Error(formatProblems(`nx g @bocas/nx:task ${name}`, problems))

  generateFiles(tree, join(__dirname, 'files'), folder, { name })
  const install = meetNeeds(tree)
  if (options.skipFormat !== true) await formatFiles(tree)
  return async () => {
    await install()
    console.log(nextCommands(name))
  }
}

/** Those that have a file of their own, the tasks, and what other plugins infer. */
function projectNames(tree: Tree): string[] {
  const tasks = tree.children('tasks').filter((folder) => tree.exists(`tasks/${folder}/sweep.ts`))
  return [...new Set([...getProjects(tree).keys(), ...tasks, ...inferredNames(tree)])]
}

/** Nx made the graph before it called us; a tree in memory has none. */
function inferredNames(tree: Tree): string[] {
  if (tree.root !== workspaceRoot) return []
  try {
    return Object.keys(readCachedProjectGraph().nodes)
  } catch {
    return []
  }
}

/** Existing files are somebody's work, whatever they are called. */
function inTheWay(tree: Tree, folder: string): Problem[] {
  const files = filesBelow(tree, folder)
  if (files.length === 0) return []
  const shown = files.slice(0, LISTED).join('\n')
  const more = files.length > LISTED ? `\nand ${files.length - LISTED} more` : ''
  return [
    {
      message: `${folder} holds ${files.length === 1 ? 'a file' : 'files'} already, and nothing is overwritten`,
      hint: `${shown}${more}\nchoose another name, or move ${files.length === 1 ? 'it' : 'them'} away`,
    },
  ]
}

const LISTED = 10

function filesBelow(tree: Tree, path: string): string[] {
  if (tree.isFile(path)) return [path]
  return tree.children(path).flatMap((child) => filesBelow(tree, `${path}/${child}`))
}

const nextCommands = (name: string): string => `
tasks/${name} works as it is. Next:

  nx run ${name}:experiment                 execute its runs: what is missing is trained, what is done is kept
  nx run ${name}:figures                    draw paper/figures/${name} and paper/tables/${name}
  nx run ${name}:try tactic=bumps noise=0.3  execute one config, apart from the sweep

Then make it yours: what to compare is in sweep.ts, what is computed in run.ts, what is shown in figures.ts.`
