import { editDistance, layoutOf, type Layout, type PaperFolder, type Problem } from 'bocas/internal/light'
import { MAIN_TEXTS } from '../shared/globs'

/** A file that looks as if it was meant to be something that bocas reads. */
export interface Slip {
  readonly file: string
  readonly problem: Problem
}

/** A folder below `tasks/` that is no task, and what was probably meant to be its sweep. */
export interface TaskSlip extends Slip {
  readonly task: string
}

const USUAL = layoutOf(undefined).layout
const CODE = /\.[cm]?[jt]sx?$/

/**
 * Folders of `tasks/` without a `sweep.ts`, though there are files of a task: nobody would hear of them, for Nx knows only what is found.
 *
 * @param files workspace-relative, with `/`.
 */
export function taskSlips(files: readonly string[], { tasks }: Pick<Layout, 'tasks'> = USUAL): TaskSlip[] {
  const folders = new Map<string, string[]>()
  for (const file of files) {
    if (!file.startsWith(`${tasks}/`)) continue
    const [task = '', name, ...deeper] = file.slice(tasks.length + 1).split('/')
    if (name !== undefined && deeper.length === 0) folders.set(task, [...(folders.get(task) ?? []), name])
  }
  return [...folders]
    .filter(([, names]) => !names.includes('sweep.ts'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([task, names]): TaskSlip[] => {
      const meant = [...names].sort().find((name) => CODE.test(name) && isLikeSweep(name))
      const other = names.find((name) => name === 'run.ts') ?? names.find((name) => name === 'figures.ts')
      if (meant !== undefined)
        return [
          {
            task,
            file: `${tasks}/${task}/${meant}`,
            problem: {
              message: `${tasks}/${task} has ${meant} and no sweep.ts, so it is no task`,
              hint: `rename it: mv ${tasks}/${task}/${meant} ${tasks}/${task}/sweep.ts`,
            },
          },
        ]
      if (other === undefined) return []
      return [
        {
          task,
          file: `${tasks}/${task}/${other}`,
          problem: {
            message: `${tasks}/${task} has ${other} and no sweep.ts, so it is no task`,
            hint: `write ${tasks}/${task}/sweep.ts: export default defineSweep({ … })`,
          },
        },
      ]
    })
}

const isLikeSweep = (name: string): boolean => {
  const stem = name.slice(0, name.indexOf('.')).toLowerCase()
  return editDistance(stem, 'sweep') <= 1 || stem.startsWith('sweep')
}

/**
 * Sweeps that are not in a folder of `tasks/`.
 *
 * @param files those that are called `sweep.ts` or the like and use `defineSweep`.
 */
export function misplacedSweeps(files: readonly string[], { tasks }: Pick<Layout, 'tasks'> = USUAL): Slip[] {
  return files.flatMap((file) => {
    const parts = file.split('/')
    const folder = parts.at(-2)
    if (parts.slice(0, -2).join('/') === tasks) return []
    const isBare = folder === undefined || file === `${tasks}/sweep.ts`
    return [
      {
        file,
        problem: {
          message: `${file} is no task: tasks are read in ${tasks}/<task>/sweep.ts, and nowhere else`,
          hint: isBare
            ? `give it a folder of its own, whose name is that of the task: ${tasks}/my-task/sweep.ts`
            : `move its folder: mv ${parts.slice(0, -1).join('/')} ${tasks}/${folder}`,
        },
      },
    ]
  })
}

/**
 * Why the folder of a paper, such as `paper/`, is no paper though something of one is there: a text by another name, or none at all.
 *
 * @param files workspace-relative, with `/`.
 */
export function paperSlip(
  files: readonly string[],
  { folder }: Pick<PaperFolder, 'folder'> = USUAL.papers[0]!,
): Slip | undefined {
  const inPaper = filesIn(folder, files)
  if (mainTexts(inPaper).length > 0) return undefined
  const texts = inPaper.filter(
    (file) => /\.(typ|tex)$/.test(file) || /\/(paper|main|index|article|thesis)\.md$/i.test(file),
  )
  const [meant] = [...texts].sort((a, b) => Number(isLikeMain(b)) - Number(isLikeMain(a)))
  if (meant !== undefined) {
    const name = `${folder}/main${meant.slice(meant.lastIndexOf('.')).toLowerCase()}`
    return {
      file: meant,
      problem: {
        message: `${folder}/ has no main text, so there is no paper: ${meant} is not read`,
        hint: `rename it: mv ${meant} ${name}, or include it in a ${name}`,
      },
    }
  }
  const code = `${folder}/figures.ts`
  if (!inPaper.includes(code)) return undefined
  return {
    file: code,
    problem: {
      message: `${folder}/ has figures.ts and no main text, so there is no paper`,
      hint: `write one of ${MAIN_TEXTS.map((name) => `${folder}/${name}`).join(', ')}; npx nx g @bocas/nx:paper makes one`,
    },
  }
}

const isLikeMain = (file: string): boolean => /\/(paper|main|index|article|thesis|manuscript)\.\w+$/i.test(file)

const filesIn = (folder: string, files: readonly string[]): string[] =>
  files.filter((file) => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes('/')).sort()

/** Those files that a paper begins with. */
const mainTexts = (files: readonly string[]): string[] =>
  files.filter((file) => MAIN_TEXTS.includes(file.slice(file.lastIndexOf('/') + 1)))

/** The main texts that lie in the folder of a paper. */
export const mainTextsOf = ({ folder }: Pick<PaperFolder, 'folder'>, files: readonly string[]): string[] =>
  mainTexts(filesIn(folder, files))
