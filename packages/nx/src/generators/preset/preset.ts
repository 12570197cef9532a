import type { GeneratorCallback, Tree } from '@nx/devkit'
import initGenerator, { type InitGeneratorOptions } from '../init/init'

/** What create-nx-workspace asked, as far as it concerns us: it passes on all of its own flags. */
export interface PresetGeneratorOptions extends Omit<InitGeneratorOptions, 'ci'> {
  readonly name?: string | undefined
  readonly ci?: string | undefined
}

/**
 * Prepares the workspace that `create-nx-workspace --preset=@bocas/nx` has just made; git is its affair.
 */
export default function presetGenerator(tree: Tree, options: PresetGeneratorOptions): Promise<GeneratorCallback> {
  const { paper, example, title, author, editor, ci = 'github', name } = options
  // Nothing in it is anybody's work yet.
  for (const file of MADE_BY_NX) tree.delete(file)
  return initGenerator(tree, {
    paper,
    example,
    title,
    author,
    editor,
    ci: ci === 'github' ? 'github' : 'none',
    settings: true,
    skipGit: true,
    skipFormat: options.skipFormat,
    cd: name,
  })
}

/** It describes a workspace without a plugin. */
const MADE_BY_NX = ['README.md']
