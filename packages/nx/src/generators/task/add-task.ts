import { join } from 'node:path'
import { generateFiles, getProjects, readCachedProjectGraph, workspaceRoot, type Tree } from '@nx/devkit'
import type { Problem } from 'bocas/internal'
import { addRandom, checkRandom } from '../shared/random-file'
import { layoutIn } from '../shared/layout-in'
import { tasksIn } from '../shared/pick-task'
import { checkSpelling, checkTaken } from './check-name'
import { VENV_PYTHON } from './python-environment'
import { TEMPLATE, type TemplateName } from './templates'
import { HERE } from '../../here'

/** What is wrong with a new task of this name, or with its place; nothing if it can be created. */
export function checkTask(tree: Tree, name: string, template: TemplateName = 'minimal'): Problem[] {
  const { drawsRandom, second } = TEMPLATE[template]
  const misspelt = checkSpelling(name)
  if (misspelt.length > 0) return misspelt
  const projects = projectNames(tree)
  const layout = layoutIn(tree)
  return [
    ...[name, ...(second === undefined ? [] : [name + second])].flatMap((task) => [
      ...checkTaken(task, projects),
      ...inTheWay(tree, `${layout.tasks}/${task}`),
    ]),
    ...(drawsRandom ? checkRandom(tree) : []),
  ]
}

/** Creates `tasks/<name>`, which must have been checked, and what its template makes beside it. */
export function addTask(tree: Tree, name: string, template: TemplateName = 'minimal'): void {
  const { drawsRandom, second } = TEMPLATE[template]
  const { tasks } = layoutIn(tree)
  const files = (folder: string): string => join(HERE, 'generators/task/files', folder)
  generateFiles(tree, files(template), `${tasks}/${name}`, { name, python: VENV_PYTHON })
  if (second !== undefined)
    generateFiles(tree, files(template + second), `${tasks}/${name}${second}`, { name: name + second, measured: name })
  if (drawsRandom) addRandom(tree)
}

/** Those that have a file of their own, the tasks and papers, and what other plugins infer. */
function projectNames(tree: Tree): string[] {
  const papers = layoutIn(tree).papers.map(({ name }) => name)
  return [...new Set([...getProjects(tree).keys(), ...tasksIn(tree), ...papers, ...inferredNames(tree)])]
}

/** Nx made the graph before it called us; a tree in memory has none. */
function inferredNames(tree: Tree): string[] {
  if (tree.root !== workspaceRoot) return []
  try {
    return Object.keys(readCachedProjectGraph().nodes)
  } catch {
    // Nx throws a plain Error when no graph is kept, and others when it cannot be read: then it tells of names that are taken when it makes one.
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
      code: 'files-in-the-way',
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
