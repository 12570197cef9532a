import { generateFiles, joinPathFragments, OverwriteStrategy, type Tree } from '@nx/devkit'
import { filesBelow, posixRelative } from 'bocas/internal/light'

/**
 * Creates the files of a folder of templates. `__dot__` in a name stands for a point: npm leaves some hidden files out of
 * packages.
 *
 * @param into where they go, relative to the workspace.
 * @param words what stands for `<%= … %>` in them.
 * @returns the files that existed: each is left as it was.
 */
export function addFiles(tree: Tree, templates: string, into: string, words: object = {}): string[] {
  const left = filesBelow(templates)
    .map((file) => posixRelative(templates, file))
    .sort()
    .map((name) => joinPathFragments(into, name.replaceAll('__dot__', '.').replace(/\.template$/, '')))
    .filter((file) => tree.exists(file))
  const options = { overwriteStrategy: OverwriteStrategy.KeepExisting }
  generateFiles(tree, templates, into, { dot: '.', ...words }, options)
  return left
}

/** Creates one file, unless it exists. */
export function addFile(tree: Tree, file: string, text: string): string[] {
  if (tree.exists(file)) return [file]
  tree.write(file, text)
  return []
}
