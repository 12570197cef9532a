import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  codesOf,
  diskProblem,
  formatError,
  formatProblem,
  formatProblems,
  layoutOf,
  withCodes,
  type Problem,
} from '../../packages/bocas/src/internal'
import { defineFigures, type FiguresOptions } from '../../packages/figures/src/define-figures'
import type { Kit } from '../../packages/figures/src/kit/types'
import { testJob, writeResults, type run } from '../../packages/figures/src/test-results'
import { buildPaper, formatPaperError, formatPaperProblem, type PaperError } from '../../packages/paper/src'
import { factsFile, makePaper } from '../../packages/paper/src/test-paper'
import { execute } from '../../packages/nx/src/cli/main'
import { applyOverrides } from '../../packages/nx/src/executors/try/overrides'
import { checkTask } from '../../packages/nx/src/generators/task/add-task'
import { checkSpelling, checkTaken } from '../../packages/nx/src/generators/task/check-name'
import { failureOf } from '../../packages/nx/src/host/outcome/failure'
import type { WorkerEnd } from '../../packages/nx/src/host/launch/launcher'
import { readSwitches } from '../../packages/nx/src/host/outcome/switches'
import { planPaper } from '../../packages/nx/src/plan/plan-paper'
import { planTask } from '../../packages/nx/src/plan/plan-task'
import { installBocas } from '../../packages/nx/src/plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../packages/nx/src/plan/test-workspace'
export type Files = Readonly<Record<string, string>>

/** A sweep of two configs and two seeds, and a run, for what is wrong beside them. */
export const TREE = '{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'
export const RUN = 'export async function run() {\n  return { score: 1 }\n}\n'

export const sweepTs = (tree: string, options?: string, imports = 'defineSweep, seeds, sweep'): string =>
  `import { ${imports} } from 'bocas'\n\nexport default defineSweep(${tree}${options === undefined ? '' : `, ${options}`})\n`

/** What is said when a task of these files is planned. */
export async function planned(files: Files): Promise<string> {
  return inWorkspace(files, async ({ root }) => {
    const plan = await planTask(root, 'tasks/mine/sweep.ts')
    const text = plan.problems.map(({ file, problems }) => formatProblems(file, problems)).join('\n\n')
    // bocas is linked here, and installed at a reader's.
    return text.replaceAll(/"[^"]*\/packages\/bocas\//g, '"node_modules/bocas/')
  })
}
export const sweepSays = (tree: string, options?: string): Promise<string> =>
  planned({ 'sweep.ts': sweepTs(tree, options), 'run.ts': RUN })

export async function inWorkspace<T>(files: Files, look: (workspace: TestWorkspace) => Promise<T>): Promise<T> {
  const own = Object.entries(files).map(([name, text]) => [
    name.startsWith('/') ? name.slice(1) : `tasks/mine/${name}`,
    text,
  ])
  const workspace = testWorkspace(Object.fromEntries(own) as Files)
  installBocas(workspace)
  try {
    return await look(workspace)
  } finally {
    workspace.remove()
  }
}

/** What `bocas …` complains of. */
export async function commandSays(
  args: readonly string[] | ((root: string) => readonly string[]),
  files: Files = {},
): Promise<string> {
  return inWorkspace(
    { 'sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'), 'run.ts': RUN, ...files },
    async ({ root }) => {
      const text = await complaint(typeof args === 'function' ? args(root) : args, root)
      return text.replaceAll(root, '<workspace>')
    },
  )
}
export async function outsideSays(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'elsewhere-'))
  try {
    return (await complaint(args, folder)).replaceAll(folder, '<folder>')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
async function complaint(args: readonly string[], from: string): Promise<string> {
  let text = ''
  const say = (line: string): void => void (text += `${line}\n`)
  const world = {
    env: {},
    columns: undefined,
    signal: new AbortController().signal,
    write: () => undefined,
    print: say,
    complain: say,
  }
  await execute(args, world, from)
  return text.trimEnd()
}

const CONFIGS = [
  { tactic: { name: 'line', rate: 0.1 }, noise: 0.2 },
  { tactic: { name: 'bumps', rate: 0.1 }, noise: 0.2 },
]
export function trySays(...args: string[]): string {
  const answer = applyOverrides(CONFIGS, args)
  return 'problems' in answer ? formatProblems(`nx run mine:try ${args.join(' ')}`, answer.problems) : ''
}

export const switchSays = (env: Readonly<Record<string, string>>): string => thrown(() => readSwitches(env))
export function thrown(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

export const generatorSays = (name: string, projects: readonly string[] = []): string =>
  formatProblems(`nx g @bocas/nx:task ${name}`, [...checkSpelling(name), ...checkTaken(name, projects)])

export async function paperSays(text: string, more: Files = {}, strict = false): Promise<string> {
  const paperDir = makePaper({
    ...('main.tex' in more ? {} : { 'main.typ': text }),
    'facts/moons.json': factsFile('moons', { accuracy: '83.9 %' }),
    ...more,
  })
  try {
    const { warnings, findings } = (await buildPaper({
      paperDir,
      tasks: ['moons'],
      out: join(paperDir, 'build', 'paper.pdf'),
      strict,
    })) as never as { warnings: never[]; findings: never[] }
    return [...warnings, ...findings].map((one) => formatPaperProblem(one, '⚠')).join('\n')
  } catch (error) {
    return withCodes(formatPaperError(error as PaperError), codesOf(error))
  } finally {
    rmSync(dirname(paperDir), { recursive: true })
  }
}

/** What is said of these versions. */
export const tooOldSays = (versions: Readonly<Record<string, string>>): string =>
  (createRequire(__filename)('../../packages/nx/supported.cjs') as { tooOld(of: object): string }).tooOld(versions)

export const formatted = formatProblems

/** What is said of these options of the plugin. */
export const optionsSay = (options: object): string =>
  formatProblems('the options of @bocas/nx in nx.json', layoutOf(options).problems)

/** What is said where a paper has these main files. */
export const mainFilesSay = (...files: readonly string[]): Promise<string> =>
  inWorkspace({}, async ({ root }) => {
    const { textProblems } = await planPaper(root, { name: 'paper', folder: 'paper' }, [], files)
    return textProblems.map(({ file, problems }) => formatProblems(file, problems)).join('\n\n')
  })

/** What is said when figures are drawn from the results of 24 runs. */
export async function figuresSay(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the mistakes are those that its types refuse
  draw: (kit: Kit<any, any>) => void,
  options: FiguresOptions = {},
  data: Files = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-figures-'))
  try {
    await defineFigures<typeof run>(draw as never, options).render(
      testJob(folder, await writeResults(folder), { data }),
    )
    return ''
  } catch (error) {
    // Where in the author's file it was is not known to a test whose functions lie here.
    return withCodes(formatError(error), codesOf(error)).replace(
      / → at (?:tools|\/).*$/gm,
      ' → at tasks/toy/figures.ts:5:3',
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const runSays = (end: Partial<WorkerEnd>, log = ''): string => {
  const { message, codes = [] } = failureOf({ code: null, signal: null, ...end } as WorkerEnd, log, { memory: 8e9 })
  return withCodes(`✖ ${message}`, codes)
}

/** What a paper in LaTeX says where no program is found. */
export async function withoutLatexmk(): Promise<string> {
  const { PATH } = process.env
  process.env.PATH = join(tmpdir(), 'nowhere')
  try {
    return await paperSays(
      '',
      { 'main.tex': '\\documentclass{article}\n\\begin{document}\nText.\n\\end{document}\n' },
      false,
    )
  } finally {
    process.env.PATH = PATH
  }
}

/** What is said of a new task in a folder that holds a file. */
export function filesInTheWay(): string {
  const tree = createTreeWithEmptyWorkspace()
  tree.write('tasks/mine/notes.md', '')
  return formatProblems('nx g @bocas/nx:task mine', checkTask(tree, 'mine'))
}

/** What is said of a disk. */
export const failed = (error: object): string => told(diskProblem(error, ['/work/.bocas']))
export const told = (problem: Problem | undefined): string => withCodes(formatProblem(problem!), [problem!.code])

/** As a run that is not started is told of. */
export const plain = (problem: Problem | undefined): string => withCodes(`✖ ${problem!.message}`, [problem!.code])
