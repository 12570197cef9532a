import { mkdirSync } from 'node:fs'
import { knownKeys, workspacePaths, type Json } from 'bocas/internal'
import type { TestWorkspace } from '../../plan/test-workspace'
import type { RunSpecification } from '../../protocol/run-specification'

export const KEY = 'c'.repeat(64)

/** For specs: the specification of a run whose whole code is `code`, an ES module. */
export function runOf(
  { root, path, write }: TestWorkspace,
  code: string,
  change: Partial<RunSpecification> = {},
): RunSpecification {
  write({ '.bocas/bundles/run.mjs': code })
  const work = path('.bocas/work/run')
  mkdirSync(work, { recursive: true })
  return {
    format: 1,
    task: 'toy',
    name: 'lr=0.1',
    key: KEY,
    config: { lr: 0.1 },
    known: knownKeys([(change.config ?? { lr: 0.1 }) as Json]),
    bundle: path('.bocas/bundles/run.mjs'),
    ingredients: { code: {}, packages: [], data: {}, env: {} },
    data: {},
    dataFiles: [],
    packages: [],
    root,
    work,
    into: 'store',
    ...change,
  }
}

/** The place of the result of `runOf`. */
export const entryOf = ({ root }: TestWorkspace): string => workspacePaths(root).entry(KEY)
