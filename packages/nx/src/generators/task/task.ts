import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems } from 'bocas/core'
import { commandsOf } from '../shared/package-manager'
import { addNeeds, enterPlugin } from '../shared/workspace-needs'
import { addTask, checkTask } from './add-task'

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
  const problems = checkTask(tree, name)
  if (problems.length > 0) throw new Error(formatProblems(`nx g @bocas/nx:task ${name}`, problems))

  addTask(tree, name)
  enterPlugin(tree)
  const install = addNeeds(tree, { imported: IMPORTED })
  if (options.skipFormat !== true) await formatFiles(tree)
  return async () => {
    await install()
    console.log(nextCommands(name, commandsOf(tree).nx))
  }
}

/** What a task imports. */
export const IMPORTED = ['bocas', '@bocas/figures']

const nextCommands = (name: string, nx: string): string => `
tasks/${name} works as it is. Next:

  ${nx} run ${name}:experiment                 execute its runs: what is missing is trained, what is done is kept
  ${nx} run ${name}:figures                    draw paper/figures/${name} and paper/tables/${name}
  ${nx} run ${name}:try tactic=bumps noise=0.3  execute one config, apart from the sweep

Then make it yours: what to compare is in sweep.ts, what is computed in run.ts, what is shown in figures.ts.`
