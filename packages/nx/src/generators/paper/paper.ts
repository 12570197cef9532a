import type { GeneratorCallback, Tree } from '@nx/devkit'
import { formatProblems, suggest } from 'bocas/internal'
import { commandsOf } from '../shared/package-manager'
import { addNeeds, enterPlugin } from '../shared/workspace-needs'
import { addPaper, DEFAULT_AUTHOR, DEFAULT_TITLE, mainOf } from './add-paper'
import { drawnText } from './drawn-text'
import { LANGUAGES, MAIN_OF, type Language } from './paper-text'

export interface PaperGeneratorOptions {
  readonly language?: Language
  readonly title?: string
  readonly author?: string
}

/**
 * Creates `paper/` with a text in one of the languages and a bibliography: a paper that builds as it is and quotes what has been drawn so
 * far.
 *
 * @throws Error when there is a text already. Then nothing is created.
 */
export default async function paperGenerator(tree: Tree, options: PaperGeneratorOptions): Promise<GeneratorCallback> {
  const { language = 'typst', title = DEFAULT_TITLE, author = DEFAULT_AUTHOR } = options
  const existing = mainOf(tree)
  if (existing !== undefined) {
    const message = `there is a text already, ${existing}, and a paper has one`
    throw refused([{ message, hint: 'write on in it, or move it away and call this again' }])
  }
  if (!LANGUAGES.includes(language)) {
    throw refused([{ message: `there is no language ${JSON.stringify(language)}`, hint: suggest(language, LANGUAGES) }])
  }
  const left = addPaper(tree, language, drawnText(tree, { title, author }))
  enterPlugin(tree)
  const install = addNeeds(tree, { imported: ['@bocas/paper'] })
  return async () => {
    await install()
    const { nx } = commandsOf(tree)
    for (const file of left) console.log(`${file} was there and is as it was`)
    console.log(`
paper/${MAIN_OF[language]} builds as it is. Next:

  ${nx} run paper:build    what is missing is trained and drawn, then the paper is set
  ${nx} run paper:watch    set it again at every edit of its text

A number is quoted by the name of its fact, which the figures.ts of a task gives it.`)
  }
}

const refused = (problems: Parameters<typeof formatProblems>[1]): Error =>
  new Error(formatProblems('nx g @bocas/nx:paper', problems))
