import { join } from 'node:path'
import { formatFiles, writeJson, type GeneratorCallback, type Tree } from '@nx/devkit'
import { addPaper, DEFAULT_AUTHOR, DEFAULT_TITLE, mainOf, writtenIn } from '../paper/add-paper'
import { drawnText } from '../paper/drawn-text'
import { exampleText } from '../paper/example-text'
import type { PaperLanguage } from '../paper/paper-text'
import { addFile, addFiles } from '../shared/add-files'
import { firstCommit, placeInRepository } from '../shared/git'
import { layoutIn } from '../shared/layout-in'
import { addRandom } from '../shared/random-file'
import { commandsOf } from '../shared/package-manager'
import { addNeeds, enterPlugin } from '../shared/workspace-needs'
import { addTask, checkTask } from '../task/add-task'
import { addScripts } from './add-scripts'
import { ignoreMade, madeInWorkspace } from './ignore-made'
import { tsconfigFor, tsconfigName } from './tsconfig'
import { LOCKFILES, readmeWords, workflowWords } from './words'
import { whatIsThere } from './what-is-there'
import { HERE } from '../../here'

export interface InitGeneratorOptions {
  readonly paper?: PaperLanguage | 'none' | undefined
  readonly example?: boolean | undefined
  readonly ci?: 'github' | 'none' | undefined
  readonly title?: string | undefined
  readonly author?: string | undefined
  readonly editor?: boolean | undefined
  readonly skipGit?: boolean | undefined
  readonly skipFormat?: boolean | undefined
  readonly cd?: string | undefined
  /** Whether an nx.json that exists is given our settings where it has none. */
  readonly settings?: boolean | undefined
}

const EXAMPLE = 'two-moons'

/** What tasks, figures and the paper import, and the tools beside them. */
const IMPORTED = ['bocas', '@bocas/figures', '@bocas/paper']
const TOOLS = ['@bocas/nx', '@nx/devkit', '@types/node', 'nx', 'typescript']

/**
 * Prepares a workspace: settings, a small task that runs in seconds, and a paper about it. Whatever exists stays as it is, and is listed;
 * nx.json, package.json and .gitignore are given the entries that they lack.
 *
 * @returns what is to be done once the files are written: install, make a git repository, say what to type next.
 */
export default async function initGenerator(tree: Tree, options: InitGeneratorOptions): Promise<GeneratorCallback> {
  const { paper = 'typst', example = true, ci = 'github', editor = true, skipGit = false, settings, cd } = options
  const head = { title: options.title ?? DEFAULT_TITLE, author: options.author ?? DEFAULT_AUTHOR }
  const commands = commandsOf(tree)
  const below = placeInRepository(tree.root)
  const hasExample = example && checkTask(tree, EXAMPLE).length === 0
  const layout = layoutIn(tree)
  const [first] = layout.papers
  const existingText = mainOf(tree, first!)
  const files = (folder: string): string => join(HERE, 'generators/init/files', folder)

  if (!tree.exists('package.json')) writeJson(tree, 'package.json', { private: true })
  enterPlugin(tree, { settings })
  const tsconfig = tsconfigName(tree)
  const left = [...addFile(tree, tsconfig, tsconfigFor(tree)), ...addScripts(tree, tsconfig), ...addRandom(tree)]
  ignoreMade(tree, madeInWorkspace(tree))
  if (hasExample) addTask(tree, EXAMPLE)
  else if (example) left.push(`${layout.tasks}/${EXAMPLE}`)
  if (existingText !== undefined) left.push(existingText)
  else if (paper !== 'none')
    left.push(...addPaper(tree, first!, paper, hasExample ? exampleText(EXAMPLE, head) : drawnText(tree, head)))
  const folders = { tasks: layout.tasks, paper: first!.folder, artifacts: layout.artifacts }
  const language = writtenIn(tree, first!)
  left.push(...addFiles(tree, files('root'), '.', { ...readmeWords(head.title, language, commands), ...folders }))
  if (editor) left.push(...addFiles(tree, files('editor'), '.', { language, ...folders }))
  const hasWorkflow = ci === 'github' && language !== undefined
  if (hasWorkflow)
    left.push(...addFiles(tree, files('github'), '.', workflowWords(language, commands, below, first!.folder)))

  const install = addNeeds(tree, { imported: IMPORTED, tools: TOOLS })
  if (options.skipFormat !== true) await formatFiles(tree)
  const made = tree.listChanges().map(({ path }) => path)
  return async () => {
    await install()
    const git = skipGit ? undefined : firstCommit(tree.root, [...made, ...LOCKFILES])
    const has = { example: hasExample ? EXAMPLE : undefined, hasPaper: language !== undefined, hasWorkflow, layout }
    console.log(whatIsThere({ commands, left, git, cd, below, ...has }))
  }
}
