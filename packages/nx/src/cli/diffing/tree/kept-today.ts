import { callGit, gitParts } from '../../../shared/git'

/**
 * The files, workspace-relative, that git keeps today. Nobody may find them in the tree of a commit that lacks them: not to be there is their state then.
 */
export const keptToday = (root: string): ReadonlySet<string> => new Set(gitParts(callGit(root, ['ls-files', '-z'])))
