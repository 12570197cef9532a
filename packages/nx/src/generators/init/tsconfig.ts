import { readJson, type Tree } from '@nx/devkit'

/**
 * The tsconfig by which tasks are checked. A workspace that has settings for other projects keeps its root files to itself, and ours gets a name that no other
 * tool looks for.
 */
export function tsconfigName(tree: Tree): string {
  const roots = ['tsconfig.json', 'tsconfig.base.json'].filter((file) => tree.exists(file))
  return roots.every((file) => readJson<{ include?: string[] }>(tree, file).include?.includes('tasks'))
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
  return `${JSON.stringify({ compilerOptions, include: ['tasks', 'library', 'paper/*.ts'] }, null, 2)}\n`
}
