import { MAIN_OF, type PaperLanguage } from '../paper/paper-text'
import { PACKAGE_MANAGERS } from '../../shared/package-managers'
import type { Commands } from '../shared/package-manager'

/** What the README of the new repository says of it. */
export const readmeWords = (title: string, language: PaperLanguage | undefined, commands: Commands): object => ({
  ...commands,
  title,
  main: MAIN_OF[language ?? 'typst'],
})

/** Any of them may be what the package manager has written. */
export const LOCKFILES = [...Object.values(PACKAGE_MANAGERS).map(({ lockfile }) => lockfile), 'package.json']

/**
 * What the workflow does.
 *
 * @param below where the workspace lies in its git repository.
 * @param paper the folder of the paper.
 */
export const workflowWords = (language: PaperLanguage, commands: Commands, below = '', paper = 'paper'): object => ({
  ...commands,
  ...PACKAGE_MANAGERS[commands.manager],
  language,
  below,
  paper,
  inRepository: (path: string) => inYaml(below === '' ? path : path === '.' ? below : `${below}/${path}`),
})

/** Quoted only where YAML could take it for something else. */
const inYaml = (path: string): string => (/^[\w.][\w./-]*$/.test(path) ? path : JSON.stringify(path))
