/* eslint-disable @typescript-eslint/no-require-imports -- Prints and watches plan tasks: they load three times as much as a build does after each edit of the text. */
import { relative } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { withCodes, workspacePaths, type WorkspacePaths, codesOf } from 'bocas/internal/made'
import { resultsIn, sayAccepted, type NamesInText } from '../../provenance/accepted'
import { writePaperProvenance } from '../../provenance/paper-provenance'
import { openBuilder, type Builder } from './builder'
import type * as Committed from './committed'
import { notInThisCall } from './in-this-call'
import { jobOf, type PaperOptions } from './job'
import { sayBuilt } from './say-built'
import type * as Watch from './watch'

const committed = (): typeof Committed => require('./committed')
const watching = (): typeof Watch => require('./watch')

/** Builds, watches, prints or packs the paper with the workspace's own `@bocas/paper`: this package loads no typesetter. */
export default async function paper(options: PaperOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  const { root } = context
  const { mode = 'build', problems } = options
  if (problems !== undefined) {
    console.error(problems)
    return { success: false }
  }
  const builder = openBuilder(root)
  try {
    const unseen = mode === 'build' || mode === 'arxiv' ? notInThisCall(options, context) : undefined
    if (unseen !== undefined) throw new builder.PaperError([unseen])
    if (mode === 'watch') await watching().watch(builder, root, options)
    else if (mode === 'arxiv') await pack(builder, root, options)
    else await build(builder, root, options)
    return { success: true }
  } catch (error) {
    if ((error as Error).name !== 'PaperError') throw error
    const refused = error as InstanceType<Builder['PaperError']>
    console.error(withCodes(builder.formatPaperError(refused), codesOf(refused)))
    return { success: false }
  }
}

async function build({ buildPaper, formatPaperProblem, PaperError }: Builder, root: string, options: PaperOptions) {
  const paths = workspacePaths(root, options.paper)
  if (options.mode === 'print') {
    const stale = await committed().notAsPlanned(paths, options.tasks)
    if (stale.length > 0) throw new PaperError(stale)
  }
  const built = await buildPaper(jobOf(root, options))
  sayBuilt(root, built, formatPaperProblem, options)
  if (options.draft) return
  await sayCarriedOver(paths, options, built)
  if (options.mode !== 'print') await writePaperProvenance(paths, options.tasks)
}

async function sayCarriedOver(paths: WorkspacePaths, { tasks }: PaperOptions, named: NamesInText): Promise<void> {
  for (const line of sayAccepted(paths, await resultsIn(paths, tasks, named))) console.log(line)
}

async function pack({ packPaper, formatPaperProblem }: Builder, root: string, options: PaperOptions) {
  const paths = workspacePaths(root, options.paper)
  const packed = await packPaper({ ...jobOf(root, options), into: paths.arxiv })
  const { pages, pdf, archive, files, warnings, findings } = packed
  for (const warning of [...warnings, ...findings]) console.warn(formatPaperProblem(warning, '⚠'))
  for (const file of files) console.log(`  ${file}`)
  const here = (file: string): string => relative(root, file)
  console.log(`${here(archive)}: ${files.length} files, which compile on their own to ${here(pdf)}, ${pages} pages`)
  await sayCarriedOver(paths, options, packed)
}
