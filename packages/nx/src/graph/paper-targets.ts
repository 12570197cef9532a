import type { TargetConfiguration } from '@nx/devkit'
import type { PaperFolder } from 'bocas/internal/light'
import { EXECUTORS, type Inputs } from './names'
import { help } from './task-project'

/** The options that all targets of the text share. */
interface TextOptions {
  readonly paper?: string
  readonly tasks: readonly string[]
  readonly main: string
  readonly problems?: string
}

/**
 * `nx run paper:build:strict`. A configuration and no flag: Nx hands flags on to the runs that a build depends on, which take none.
 */
export const STRICT = { configurations: { strict: { strict: true } } } as const

/**
 * The targets that read files as they are: they depend on no other target, so they draw nothing and train nothing.
 *
 * None of them is cached. A watch has no end, and what the others read is not a matter of hashes alone: files that another target makes, or git brought.
 */
export function readingTargets(
  { name }: Pick<PaperFolder, 'name'>,
  options: TextOptions,
): Record<string, TargetConfiguration> {
  const inputs: Inputs = [`{projectRoot}/${options.main}`, { externalDependencies: [] }]
  const shared = { executor: EXECUTORS.paper, cache: false, inputs }
  return {
    watch: {
      ...shared,
      continuous: true,
      options: { ...options, mode: 'watch' },
      metadata: help('Build the paper again after every edit of its text; trains nothing', `nx run ${name}:watch`),
    },
    print: {
      ...shared,
      options: { ...options, mode: 'print' },
      ...STRICT,
      metadata: help(
        'Build the paper from the figures, tables and facts that are there, if the results beside them are of this code',
        `nx run ${name}:print`,
      ),
    },
  }
}

/** The sources in a folder and an archive that need nothing of ours. There is none for Markdown, which becomes one file anyway. */
export function arxivTarget(
  { name, folder }: Pick<PaperFolder, 'name' | 'folder'>,
  options: TextOptions,
  made: Pick<TargetConfiguration, 'dependsOn' | 'inputs'>,
): Record<string, TargetConfiguration> {
  if (options.main.endsWith('.md')) return {}
  return {
    arxiv: {
      executor: EXECUTORS.paper,
      cache: true,
      ...made,
      outputs: ['{projectRoot}/arxiv'],
      options: { ...options, mode: 'arxiv' },
      ...STRICT,
      metadata: help(
        `Pack the paper so that it compiles without us, for arXiv, Overleaf or a co-author: ${folder}/arxiv/source.tar.gz`,
        `nx run ${name}:arxiv`,
      ),
    },
  }
}
