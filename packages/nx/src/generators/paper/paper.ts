import { getProjects, type GeneratorCallback, type Tree } from '@nx/devkit'
import { formatProblems, suggest, type PaperFolder } from 'bocas/internal'
import { ignoreMade, madeIn } from '../init/ignore-made'
import { checkTypesOf } from '../init/tsconfig'
import { commandsOf } from '../shared/package-manager'
import { tasksIn } from '../shared/pick-task'
import { addNeeds } from '../shared/workspace-needs'
import { addPaper, DEFAULT_AUTHOR, DEFAULT_TITLE, mainOf } from './add-paper'
import { drawnText } from './drawn-text'
import { enterPaper } from './enter-paper'
import { PAPER_LANGUAGES, MAIN_OF, type PaperLanguage } from './paper-text'
import { TEMPLATES_OF, type PaperTemplate } from './templates/templates'

export interface PaperGeneratorOptions {
  /** The folder of the paper, where it is not the first. */
  readonly name?: string | undefined
  readonly language?: PaperLanguage | undefined
  readonly template?: PaperTemplate | undefined
  readonly title?: string | undefined
  readonly author?: string | undefined
}

/**
 * Creates `paper/`, or another folder, with a text in one of the languages and a bibliography: a paper that builds as it is and quotes what has been drawn so
 * far.
 *
 * @throws Error when there is a text already. Then nothing is created.
 */
export default async function paperGenerator(tree: Tree, options: PaperGeneratorOptions): Promise<GeneratorCallback> {
  const { language = 'typst', template = 'article', title = DEFAULT_TITLE, author = DEFAULT_AUTHOR } = options
  const entered = enterPaper(tree, options.name)
  if ('problems' in entered) throw refused(entered.problems)
  const { paper, isNew } = entered
  const existing = mainOf(tree, paper)
  if (existing !== undefined) {
    const message = `there is a text already, ${existing}, and a paper has one`
    throw refused([{ message, hint: 'write on in it, or move it away and call this again' }])
  }
  if (!PAPER_LANGUAGES.includes(language)) {
    throw refused([
      { message: `there is no language ${JSON.stringify(language)}`, hint: suggest(language, PAPER_LANGUAGES) },
    ])
  }
  if (!TEMPLATES_OF[language].includes(template)) {
    const message = `there is no template ${JSON.stringify(template)} for ${language}`
    throw refused([{ code: 'name-taken', message, hint: suggest(template, TEMPLATES_OF[language]) }])
  }
  const taken = isNew ? takenBy(tree, paper) : undefined
  if (taken !== undefined) {
    const message = `the name ${JSON.stringify(paper.name)} is taken: there is a project ${taken}`
    throw refused([{ message, hint: 'a paper is called by the last part of its folder: choose another' }])
  }
  const left = addPaper(tree, paper, language, drawnText(tree, { title, author }), template)
  if (isNew) {
    ignoreMade(tree, madeIn(paper))
    checkTypesOf(tree, paper)
  }
  const install = addNeeds(tree, { imported: ['@bocas/paper'] })
  return async () => {
    await install()
    const { nx } = commandsOf(tree)
    for (const file of left) console.log(`${file} was there and is as it was`)
    console.log(`
${paper.folder}/${MAIN_OF[language]} builds as it is. Next:

  ${nx} run ${paper.name}:build    train what is missing, draw what has changed, build the paper
  ${nx} run ${paper.name}:watch    build it again at every edit of its text

The text quotes a number by the name of a fact: the figures.ts of a task defines facts.`)
  }
}

/** The project whose name a paper would have; ignoring case, as some file systems do. */
const takenBy = (tree: Tree, { name }: PaperFolder): string | undefined =>
  [...tasksIn(tree), ...getProjects(tree).keys()].find((project) => project.toLowerCase() === name.toLowerCase())

const refused = (problems: Parameters<typeof formatProblems>[1]): Error =>
  new Error(formatProblems('nx g @bocas/nx:paper', problems))
