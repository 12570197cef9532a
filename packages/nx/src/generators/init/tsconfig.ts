import { readJson, updateJson, type Tree } from '@nx/devkit'
import type { PaperFolder } from 'bocas/internal'
import { layoutIn } from '../shared/layout-in'

interface TsConfig {
  readonly include?: readonly string[]
}

/**
 * The tsconfig by which tasks are checked. A workspace that has settings for other projects keeps its root files to itself, and ours gets a name that no other
 * tool looks for.
 */
export function tsconfigName(tree: Tree): string {
  const roots = ['tsconfig.json', 'tsconfig.base.json'].filter((file) => tree.exists(file))
  return roots.every((file) => readJson<TsConfig>(tree, file).include?.includes(layoutIn(tree).tasks))
    ? 'tsconfig.json'
    : 'tsconfig.bocas.json'
}

/** Strict settings for tasks, the library and the figures of the paper. */
export function tsconfigFor(tree: Tree): string {
  const { type } = readJson<{ type?: string }>(tree, 'package.json')
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023'],
    // In a package of ES modules Node wants file names with endings; what bocas bundles needs none.
    ...(type === 'module' ? { module: 'preserve', moduleResolution: 'bundler' } : { module: 'nodenext' }),
    strict: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  }
  const { tasks, papers } = layoutIn(tree)
  const include = [tasks, 'library', ...papers.map(({ folder }) => `${folder}/*.ts`)]
  return `${JSON.stringify({ compilerOptions, include }, null, 2)}\n`
}

/** Adds the figures of another paper to what is checked, where the tasks are. */
export function checkTypesOf(tree: Tree, { folder }: PaperFolder): void {
  const file = tsconfigName(tree)
  if (!tree.exists(file)) return
  updateJson<TsConfig>(tree, file, (config) => ({
    ...config,
    include: [...new Set([...(config.include ?? []), `${folder}/*.ts`])],
  }))
}
