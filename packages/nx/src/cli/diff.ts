import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths, type WorkspacePaths, PAPER_TASK } from 'bocas/internal'
import { makerOf, namesMade, type FiguresMaker } from './diffing/makers'
import { NO_FIGURES, redraw } from './diffing/tree/redraw'
import { linkInstalled } from './diffing/tree/link-installed'
import { linkTools } from './diffing/tree/link-tools'
import { treeAt } from './diffing/tree/tree-at'
import { CommandError, EXIT, type CliCommand } from './command'
import { compareSnapshots } from './diffing/compare'
import { pairRenamed } from './diffing/renamed'
import { showDiff, type Subject } from './diffing/show-diff'
import { snapshotOf, type Snapshot } from './diffing/snapshot'
import { commitAt } from './storage/git-keys'
import { taskNames } from '../plan/task-names'

export const diff: CliCommand = {
  name: 'diff',
  summary: 'what changed in numbers, figures and tables since a commit, as Markdown for a pull request',
  usage: '<base> [--json]',
  details: `Compares what the figures targets have made here with what they made at a commit, a branch or a tag. What was committed there with
paper/facts, paper/tables, paper/figures and paper/provenance is taken as it is. Where nothing was committed, the figures of
that commit are drawn in a temporary folder, from results that are stored here or were committed there. No run is executed, and a task that
cannot be drawn is left out, with the reason. A task without figures in the working folder is left out, too.
For a pull request compare with where it branched off: bocas diff "$(git merge-base origin/main HEAD)".`,
  options: { json: { type: 'boolean', help: 'for programs' } },
  words: [1, 1],
  async run({ words: [base], switches }, { root, print, complain }) {
    const paths = workspacePaths(root)
    const commit = commitAt(root, base!)
    const here = namesMade(root)
    if (here.length === 0)
      throw new CommandError(
        [
          {
            code: 'nothing-drawn-yet',
            message: 'no facts, figures or tables are here to compare',
            hint: 'nx run-many -t figures makes them',
          },
        ],
        EXIT.problem,
      )
    let isTold = switches.has('json')
    const states = await bothStates(root, paths, commit, here, () => {
      if (!isTold) complain(`drawing figures of ${base} (${commit.slice(0, 12)}) that were not committed there …`)
      isTold = true
    })
    const { left } = states
    if (left.length > 0 && states.before.size === 0 && states.after.size === 0)
      throw new CommandError(
        [
          {
            message: `nothing can be compared with ${base}`,
            hint: left.map(({ task, why }) => `${task}: ${why}`).join('\n'),
          },
          {
            message: 'a commit can be compared when what was made at it is in it, or the results are kept',
            hint: 'commit paper/facts, paper/provenance, paper/tables and paper/figures; or keep .bocas/store between calls',
          },
        ],
        EXIT.problem,
      )
    const { before, after, renamed } = pairRenamed(states.before, states.after)
    const comparison = compareSnapshots([...before.values()], [...after.values()])
    const subject: Subject = { base: base!, commit, renamed, left }
    print(switches.has('json') ? JSON.stringify({ ...subject, ...comparison }, null, 2) : showDiff(comparison, subject))
    return EXIT.ok
  },
}

interface States {
  /** By task. */
  readonly before: Map<string, Snapshot>
  readonly after: Map<string, Snapshot>
  readonly left: Subject['left'][number][]
}

async function bothStates(
  root: string,
  paths: WorkspacePaths,
  commit: string,
  here: readonly string[],
  onDraw: () => void,
): Promise<States> {
  const tree = treeAt(root, commit)
  try {
    const [tasks, oldTasks] = [taskNames(root), taskNames(tree.root)]
    const known = [...new Set([...oldTasks, ...namesMade(tree.root)])]
    const states: States = { before: new Map(), after: new Map(), left: [] }
    let isLinked = false
    for (const task of [...new Set([...here, ...known])].sort()) {
      const [maker, old] = [makerOf(root, task), makerOf(tree.root, task)]
      const made = maker && (await snapshotOf(maker))
      // What a task has made outlives it: then it is of the past.
      const isGone = maker?.task !== PAPER_TASK && !tasks.includes(task) && (oldTasks.includes(task) || !made)
      const now = isGone ? undefined : made
      if (!now && !isGone) {
        if (maker && drawsFigures(maker)) states.left.push({ task, why: 'its figures are not drawn here' })
        continue
      }
      let was = old && (await snapshotOf(old))
      if (old && !was && (oldTasks.includes(task) || old.task === PAPER_TASK)) {
        if (!isLinked) {
          linkInstalled(tree)
          linkTools(tree)
        }
        isLinked = true
        const why = await redraw(tree, paths, old, oldTasks, onDraw)
        // A task that drew nothing then has nothing but new things now.
        if (why !== undefined && why !== NO_FIGURES) {
          states.left.push({ task, why: isGone ? `it is not there any more, and at the base ${why}` : why })
          continue
        }
        was = await snapshotOf(old)
      }
      if (was) states.before.set(task, was)
      if (now) states.after.set(task, now)
    }
    return states
  } finally {
    tree.remove()
  }
}

const drawsFigures = ({ task, paths }: FiguresMaker): boolean => existsSync(join(paths.root, paths.figuresCode(task)))
