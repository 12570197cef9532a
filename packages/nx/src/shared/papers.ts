import { readLayout, workspacePaths, type Layout, type PaperFolder, type WorkspacePaths } from 'bocas/internal/light'

/** The papers that show what a task has made; the first where none is about it, so that it lies somewhere. */
export function papersWith({ papers }: Pick<Layout, 'papers'>, task: string): readonly PaperFolder[] {
  const about = papers.filter(({ tasks }) => tasks?.includes(task) ?? true)
  return about.length > 0 ? about : papers.slice(0, 1)
}

/** The places of a workspace as seen from each of its papers. */
export const eachPaper = (root: string): readonly WorkspacePaths[] =>
  readLayout(root).papers.map(({ name }) => workspacePaths(root, name))
