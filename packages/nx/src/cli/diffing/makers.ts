import { PAPER_TASK, type WorkspacePaths } from 'bocas/internal'
import { tasksMade } from '../../provenance/made-places'
import { eachPaper } from '../../shared/papers'

/** What has a `figures.ts`: a task, or a paper. */
export interface FiguresMaker {
  /** `paper` for that of a paper. */
  readonly task: string
  /** As seen from the paper in whose folder it is looked at: what tasks make is the same in each. */
  readonly paths: WorkspacePaths
  /** Stands before the names of what it makes: several papers may use the same names, each for its own. */
  readonly prefix: string
}

/** What has made anything in a workspace, by name: tasks, and papers; the only paper of a workspace as `paper`, wherever it lies. */
export function namesMade(root: string): string[] {
  const papers = eachPaper(root)
  const names = papers.flatMap((paths) =>
    tasksMade(paths).map((task) => (task === PAPER_TASK && papers.length > 1 ? paths.ofPaper.name : task)),
  )
  return [...new Set(names)].sort()
}

/** What goes by one of those names in a workspace; undefined when that would be a paper, and there it is none. */
export function makerOf(root: string, name: string): FiguresMaker | undefined {
  const papers = eachPaper(root)
  if (papers.length > 1) {
    const own = papers.find(({ ofPaper }) => ofPaper.name === name)
    if (own) return { task: PAPER_TASK, paths: own, prefix: `${name}: ` }
    if (name === PAPER_TASK) return undefined
  }
  return { task: name, paths: papers.find((paths) => tasksMade(paths).includes(name)) ?? papers[0]!, prefix: '' }
}
