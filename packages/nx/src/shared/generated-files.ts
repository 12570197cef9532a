import {
  GENERATED_IN_PAPER,
  type Layout,
  PAPER_TASK,
  isWithin,
  posixRelative,
  type Problem,
  readLayout,
  realPath,
  workspacePaths,
} from 'bocas/internal/light'

/** Who would read a generated file: it decides what the right way is. */
export type Reader = 'sweep' | 'run' | 'figures'

/**
 * What is wrong with reading a generated file; undefined for any other. It is made from results in the same call in which it would be read, and no edge of
 * the graph says which comes first: whoever reads it is a step behind, and nothing says so.
 *
 * @param file workspace-relative, with `/`.
 */
export function generatedProblem(layout: Layout, file: string, reader: Reader): Problem | undefined {
  if (!isIn(layout, file)) return undefined
  return {
    message: `${file} is made by bocas from results, so whoever reads it is one step behind`,
    hint: rightWay(taskOf(layout, file), reader, layout),
  }
}

/** The workspace-relative path of a file as it is known to {@link generatedProblem}: of a link, where it leads; in a store elsewhere, as in `.bocas`. */
export function generatedPath(root: string, file: string): string {
  const [real, whole, store] = [file, root, workspacePaths(root).store].map(realPath) as [string, string, string]
  if (isWithin(whole, real)) return posixRelative(whole, real)
  return isWithin(store, real) ? `.bocas/store/${posixRelative(store, real)}` : posixRelative(root, file)
}

/** Whether bocas or Nx makes the file. */
export const isGenerated = (root: string, file: string): boolean => isIn(readLayout(root), file)

function isIn({ papers, artifacts }: Layout, file: string): boolean {
  const isBelow = (folder: string): boolean => file.startsWith(`${folder}/`)
  return (
    ['.bocas', '.nx', artifacts].some(isBelow) ||
    papers.some(
      ({ folder }) =>
        file === `${folder}/provenance.json` || GENERATED_IN_PAPER.some((made) => isBelow(`${folder}/${made}`)),
    )
  )
}

/** The task whose results a generated file is made from, when its path says so. */
function taskOf({ papers, artifacts }: Layout, file: string): string {
  const folder = papers.find((paper) => file.startsWith(`${paper.folder}/`))?.folder
  const inPaper = folder === undefined ? '' : file.slice(folder.length + 1)
  const [, made] = /^(?:drafts\/)?(?:figures|tables|facts|provenance)\/([^/]+?)(?:\.json)?(?:\/|$)/.exec(inPaper) ?? []
  const task = file.startsWith(`${artifacts}/`) ? file.slice(artifacts.length + 1).split('/')[0] : made
  return task === undefined || task === PAPER_TASK ? '<task>' : task
}

function rightWay(task: string, reader: Reader, { papers }: Layout): string {
  if (reader === 'sweep')
    return `take the results themselves: resultsOf('${task}') in sweep.ts; for a run that goes on from another one's result: from('${task}')`
  if (reader === 'run')
    return `declare it in sweep.ts, start: from('${task}'), and take it in run.ts by ctx.from(config.start)`
  return `a figures.ts is given the results of its task as \`runs\`; what spans tasks is drawn by ${papers[0]!.folder}/figures.ts`
}
