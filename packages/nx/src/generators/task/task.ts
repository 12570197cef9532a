import { join } from 'node:path'
import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems, suggest, type Layout, type Problem } from 'bocas/internal'
import { papersWith } from '../../shared/papers'
import { layoutIn } from '../shared/layout-in'
import { commandsOf } from '../shared/package-manager'
import { addNeeds, enterPlugin } from '../shared/workspace-needs'
import { addTask, checkTask } from './add-task'
import { makeEnvironment } from './python-environment'
import { TEMPLATE, TASK_TEMPLATES, type TemplateName } from './templates'

export interface TaskGeneratorOptions {
  /** Of the task, its folder and its project. */
  readonly name: string
  readonly template?: TemplateName | undefined
  readonly skipFormat?: boolean | undefined
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
  const { template = 'minimal' } = options
  if (!TASK_TEMPLATES.includes(template))
    throw refused(name, [
      { message: `there is no template ${JSON.stringify(template)}`, hint: suggest(template, TASK_TEMPLATES) },
    ])
  const problems = checkTask(tree, name, template)
  if (problems.length > 0) throw refused(name, problems)

  addTask(tree, name, template)
  enterPlugin(tree)
  const install = addNeeds(tree, { imported: [...IMPORTED, ...TEMPLATE[template].imported] })
  if (options.skipFormat !== true) await formatFiles(tree)
  const layout = layoutIn(tree)
  return async () => {
    await install()
    const wrong = template === 'python' ? makeEnvironment(join(tree.root, layout.tasks, name)) : undefined
    if (wrong !== undefined) console.warn(wrong)
    console.log(nextCommands(name, template, { ...commandsOf(tree), layout }))
  }
}

const refused = (name: string, problems: readonly Problem[]): Error =>
  new Error(formatProblems(`nx g @bocas/nx:task ${name}`, problems))

/** What a task imports. */
const IMPORTED = ['bocas', '@bocas/figures']

function nextCommands(
  name: string,
  template: TemplateName,
  { nx, layout }: { readonly nx: string; readonly layout: Layout },
): string {
  const folder = `${layout.tasks}/${name}`
  const paper = papersWith(layout, name)[0]!.folder
  const { second, tried } = TEMPLATE[template]
  const commands = [
    [`${nx} run ${name}:experiment`, 'execute the runs without a result'],
    [`${nx} run ${name}:figures`, `draw ${paper}/figures/${name} and ${paper}/tables/${name}`],
    ...(tried === undefined ? [] : [[`${nx} run ${name}:try ${tried}`, 'execute one config, apart from the sweep']]),
  ]
  const width = Math.max(...commands.map(([command]) => command!.length)) + 4
  const recorded = `${folder}${second} asks and records, ${folder} scores what was recorded: a change there asks nothing again.`
  return `
${folder} works as it is. Next:

${commands.map(([command, why]) => `  ${command!.padEnd(width)}${why}`).join('\n')}
${second === undefined ? '' : `\n${recorded}\n`}
Then make it yours: sweep.ts says what to compare, run.ts what is computed, and figures.ts what is shown.`
}
