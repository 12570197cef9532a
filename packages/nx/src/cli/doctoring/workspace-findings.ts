import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  GENERATED_IN_PAPER,
  isRunning,
  type PaperFolder,
  plural,
  readLayout,
  textIfThere,
  workspacePaths,
} from 'bocas/internal'
import { mainTextsOf, misplacedSweeps, paperSlip, taskSlips, type Slip } from '../../plan/slips'
import { problemsOf, type TaskPlan } from '../../plan/task-plan'
import { readJson } from '../../shared/read-json'
import { bytes } from '../../shared/words'
import { runsAtWork } from '../../states/at-work'
import type { DoctorFinding } from './finding'

/** Folders are looked into as deep as this for a sweep in a wrong place. */
const DEPTH = 4
const LEAST_BYTES = 1e9

/** The tasks that are found, what is wrong with them, and files that look as if they were meant to be tasks or a paper. */
export function tasksAndPaper(root: string, plans: readonly TaskPlan[]): DoctorFinding[] {
  const files = filesBelow(root, '', DEPTH)
  const sweeps = files.filter(
    (file) =>
      /(^|\/)[sS]weeps?\.[cm]?[jt]s$/.test(file) && textIfThere(join(root, file))?.includes('defineSweep') === true,
  )
  const layout = readLayout(root)
  const isInTasks = (file: string): boolean => file.startsWith(`${layout.tasks}/`)
  const slips = [...taskSlips(files, layout), ...misplacedSweeps(sweeps.filter(isInTasks), layout)]
  // Those far from the root are examples and tests, and even the others may be.
  const outside = misplacedSweeps(
    sweeps.filter((file) => !isInTasks(file) && isNear(file)),
    layout,
  )
  const found = plans.map((plan): DoctorFinding => {
    const problems = problemsOf(plan)
    if (problems.length > 0)
      return {
        state: 'wrong',
        what: `the task ${plan.task} does not load`,
        next: `npx bocas plan ${plan.task} says why`,
      }
    return {
      state: 'well',
      what: `the task ${plan.task}${plan.runs === null ? '' : `: ${plural(plan.runs.length, 'run')}`}`,
    }
  })
  if (plans.length === 0 && slips.length + outside.length === 0)
    found.push({ state: 'note', what: 'there is no task yet', next: 'npx nx g @bocas/nx:task my-task' })
  return [
    ...found,
    ...slips.map(asFinding),
    ...outside.map((slip): DoctorFinding => ({ ...asFinding(slip), state: 'note' })),
    ...layout.papers.flatMap((paper) => paperFindings(paper, files)),
  ]
}

function paperFindings(paper: PaperFolder, files: readonly string[]): DoctorFinding[] {
  const slip = paperSlip(files, paper)
  const texts = mainTextsOf(paper, files)
  return [
    ...(slip === undefined ? [] : [asFinding(slip)]),
    ...(texts.length > 1
      ? [
          {
            state: 'wrong',
            what: `a paper has one main file, and here are ${texts.join(' and ')}`,
            next: 'keep the one that you write',
          } as const,
        ]
      : []),
    ...(texts.length === 1 ? [{ state: 'well', what: `the paper: ${texts[0]}` } as const] : []),
  ]
}

function isNear(file: string): boolean {
  const parts = file.split('/')
  return parts.length <= 3 || (parts.length === 4 && parts[1] === 'tasks')
}

const asFinding = ({ problem }: Pick<Slip, 'problem'>): DoctorFinding => ({
  state: 'wrong',
  what: problem.message,
  next: problem.hint,
})

/** The space that is left, the daemon of Nx, and runs whose command is gone. */
export function machine(root: string, free: number | null, projects: number): DoctorFinding[] {
  const paths = workspacePaths(root)
  const orphans = runsAtWork(paths).filter(({ alive }) => !alive)
  const daemon = readJson<{ processId?: number }>(join(root, '.nx', 'workspace-data', 'd', 'server-process.json'))
  const isUp = daemon?.processId !== undefined && isRunning(daemon.processId)
  return [
    ...(free === null
      ? []
      : [
          free < LEAST_BYTES
            ? ({
                state: 'wrong',
                what: `only ${bytes(free)} are free on the disk`,
                next: 'npx bocas gc shows what nobody needs',
              } as const)
            : ({ state: 'well', what: `${bytes(free)} free on the disk` } as const),
        ]),
    {
      state: 'note',
      what: isUp
        ? `the daemon of Nx is running (process ${daemon.processId})`
        : 'the daemon of Nx is not running; Nx starts it when it wants one',
    },
    ...(orphans.length > 0
      ? [
          {
            state: 'wrong',
            what: `${plural(orphans.length, 'run')} of commands that are gone, such as ${orphans[0]!.task}/${orphans[0]!.name}`,
            next: 'the next call of nx sweeps them up and executes them again: nx run-many -t experiment',
          } as const,
        ]
      : []),
    ...(projects > 2000
      ? [
          {
            state: 'note',
            what: `${projects} runs: Nx's plain output has a line for each`,
            next: '--output-style=summary leaves them out',
          } as const,
        ]
      : []),
  ]
}

const PASSED_OVER = ['node_modules', 'dist', 'tmp', ...GENERATED_IN_PAPER]

function filesBelow(root: string, folder: string, depth: number): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): string[] => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isFile()) return [path]
    const isEntered =
      entry.isDirectory() && depth > 0 && !entry.name.startsWith('.') && !PASSED_OVER.includes(entry.name)
    return isEntered ? filesBelow(root, path, depth - 1) : []
  })
}
