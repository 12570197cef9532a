import { join } from 'node:path'
import type { Tree } from '@nx/devkit'
import type { PaperFolder } from 'bocas/internal'
import { addFile, addFiles } from '../shared/add-files'
import { PAPER_LANGUAGES, MAIN_OF, type PaperLanguage, type PaperContent } from './paper-text'
import type { PaperTemplate } from './templates/templates'
import { writePaper } from './write-paper'
import { HERE } from '../../here'

export const DEFAULT_TITLE = 'A first paper'
export const DEFAULT_AUTHOR = 'Its author'

/**
 * Creates the text of a paper and its bibliography.
 *
 * @returns files that existed: each is left as it was.
 */
export function addPaper(
  tree: Tree,
  { folder }: PaperFolder,
  language: PaperLanguage,
  text: PaperContent,
  template?: PaperTemplate,
): string[] {
  return [
    ...addFile(tree, `${folder}/${MAIN_OF[language]}`, writePaper(language, text, template)),
    ...addFiles(tree, join(HERE, 'generators/paper/files'), folder),
  ]
}

/** What a paper is written in, if it has a text: it has one at most. */
export const writtenIn = (tree: Tree, { folder }: PaperFolder): PaperLanguage | undefined =>
  PAPER_LANGUAGES.find((language) => tree.exists(`${folder}/${MAIN_OF[language]}`))

/** That text. */
export function mainOf(tree: Tree, paper: PaperFolder): string | undefined {
  const language = writtenIn(tree, paper)
  return language && `${paper.folder}/${MAIN_OF[language]}`
}
