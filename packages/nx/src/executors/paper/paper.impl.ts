import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type * as PaperPackage from '@bocas/paper'
import type { ExecutorContext } from '@nx/devkit'
import { workspacePaths } from 'bocas/core'
import type { Hole } from '../../host/figure-job'
import { writeRecord } from '../../origin/record'

interface PaperOptions {
  readonly tasks: readonly string[]
  readonly draft?: boolean
}

/** Builds the paper with the workspace's own `@bocas/paper`: this package loads no typesetter. */
export default async function paper(
  { tasks, draft = false }: PaperOptions,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  const { buildPaper, formatPaperProblem } = builder(root)
  const paperDir = workspacePaths(root).paper
  try {
    const { file, pages, warnings } = await buildPaper({
      paperDir,
      tasks,
      out: join(paperDir, draft ? 'drafts' : 'build', 'paper.pdf'),
      ...(draft
        ? {
            draft,
            draftHoles: tasks.flatMap((task) => holesOf(paperDir, task)),
            roots: { facts: 'drafts/facts', figures: 'drafts/figures', tables: 'drafts/tables' },
          }
        : {}),
    })
    for (const warning of warnings) console.warn(formatPaperProblem(warning, '⚠'))
    if (!draft) await writeRecord(workspacePaths(root), tasks)
    console.log(`${relative(root, file)}: ${pages} ${pages === 1 ? 'page' : 'pages'}${draft ? ', a draft' : ''}`)
    return { success: true }
  } catch (error) {
    if ((error as Error).name !== 'PaperError') throw error
    console.error((error as Error).message)
    return { success: false }
  }
}

function builder(root: string): typeof PaperPackage {
  const load = createRequire(join(root, 'package.json'))
  try {
    load.resolve('@bocas/paper')
  } catch {
    throw new Error('the package that builds papers is not installed → npm install --save-dev @bocas/paper')
  }
  return load('@bocas/paper') as typeof PaperPackage
}

function holesOf(paperDir: string, task: string): string[] {
  const file = join(paperDir, 'drafts', 'holes', `${task}.json`)
  if (!existsSync(file)) return []
  return (JSON.parse(readFileSync(file, 'utf8')) as Hole[]).map(
    ({ task, name, problem }) => `${task}/${name}: ${problem}`,
  )
}
