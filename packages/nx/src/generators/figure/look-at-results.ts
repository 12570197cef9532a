import { readJson, type Tree } from '@nx/devkit'
import { isBlock, keyBelow } from 'bocas/internal/light'
import { layoutIn } from '../shared/layout-in'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Block = Readonly<Record<string, Json>>

interface Stored {
  readonly config: Block
  readonly artifacts: Readonly<Record<string, { readonly kind: string; readonly data: Json }>>
}

/** What the results of a task have that can be shown. */
export interface Results {
  readonly metrics: readonly string[]
  readonly series: readonly string[]
  /** Keys that every config has and that tell runs apart, the seed aside. */
  readonly keys: readonly string[]
  /** Keys that only some configs have and that tell runs apart besides: hyper-parameters of one alternative. */
  readonly partial: readonly string[]
}

/** Looks at the results that a task has, as they are shown; undefined where it has none. */
export function lookAtResults(tree: Tree, task: string): Results | undefined {
  const folder = `${layoutIn(tree).artifacts}/${task}`
  const stored = tree
    .children(folder)
    .map((run) => `${folder}/${run}/result.json`)
    .filter((file) => tree.exists(file))
    .map((file) => readJson<Stored>(tree, file))
  if (stored.length === 0) return undefined
  const artifacts = Object.entries(stored[0]!.artifacts)
  return {
    metrics: artifacts.flatMap(([name, { kind, data }]) => (kind === 'metrics' ? pathsTo(name, data) : [])),
    series: artifacts.flatMap(([name, { kind, data }]) =>
      kind === 'series' ? Object.keys(data as Block).map((column) => `${name}.${column}`) : [],
    ),
    ...distinguishing(stored.map(({ config }) => new Map(valuesOf(config)))),
  }
}

const pathsTo = (path: string, value: Json): string[] =>
  isBlock(value) ? Object.entries(value).flatMap(([key, inner]) => pathsTo(`${path}.${key}`, inner)) : [path]

/** Values of a config by path. A named alternative is known by its path, before all settings; where a result is taken from is no setting. */
function valuesOf(config: Block): [string, string][] {
  const blocks = blocksOf(config)
  const labels = blocks.flatMap(([path, { name }]) => (path !== '' && typeof name === 'string' ? [[path, name]] : []))
  const isSetting = (path: string, key: string): boolean =>
    path === '' ? key !== 'seed' : key !== 'name' && key !== 'from'
  const settings = blocks.flatMap(([path, block]) =>
    Object.entries(block)
      .filter(([key, value]) => isSetting(path, key) && !isBlock(value))
      .map(([key, value]) => [keyBelow(path, key), JSON.stringify(value)]),
  )
  return [...labels, ...settings] as [string, string][]
}

/** A config and all blocks in it, by path. */
const blocksOf = (config: Block, path = ''): [string, Block][] => [
  [path, config],
  ...Object.entries(config).flatMap(([key, value]) => (isBlock(value) ? blocksOf(value, keyBelow(path, key)) : [])),
]

/** The keys that are needed to tell the runs apart: each tells something that those before it do not. */
function distinguishing(configs: readonly ReadonlyMap<string, string>[]): Pick<Results, 'keys' | 'partial'> {
  const paths = [...new Set(configs.flatMap((config) => [...config.keys()]))]
  const isEverywhere = (path: string): boolean => configs.every((config) => config.has(path))
  // Names of alternatives first: what they hold often follows from them. What only some have comes last.
  const rank = (path: string): number => path.split('.').length + (isEverywhere(path) ? 0 : 100)
  paths.sort((a, b) => rank(a) - rank(b))
  const groups = (keys: readonly string[]): number =>
    new Set(configs.map((config) => JSON.stringify(keys.map((key) => config.get(key) ?? null)))).size
  const needed = paths.reduce<string[]>(
    (keys, path) => (groups([...keys, path]) > groups(keys) ? [...keys, path] : keys),
    [],
  )
  return { keys: needed.filter(isEverywhere), partial: needed.filter((path) => !isEverywhere(path)) }
}
