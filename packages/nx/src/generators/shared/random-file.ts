import { join } from 'node:path'
import type { Tree } from '@nx/devkit'
import type { Problem } from 'bocas/internal'
import { addFiles } from './add-files'
import { HERE } from '../../here'

/** Where tasks that are made here look for seeded random numbers. */
const FILE = 'library/random.ts'

/** Creates `library/random.ts`, unless it exists; what existed is returned. */
export const addRandom = (tree: Tree): string[] => addFiles(tree, join(HERE, 'generators/shared/files'), 'library')

/** What is wrong with a file of that name that somebody else has written: code that is made here imports `rng` from it. */
export function checkRandom(tree: Tree): Problem[] {
  const text = tree.read(FILE, 'utf8')
  if (text === null || /export (?:async )?(?:function|const|\{[^}]*\b) ?rng\b/.test(text)) return []
  const hint =
    'export function rng(seed: number): () => number from it (numbers from 0 to 1), or choose another template'
  return [{ message: `${FILE} exists and exports no rng, from which the task would draw its random numbers`, hint }]
}
