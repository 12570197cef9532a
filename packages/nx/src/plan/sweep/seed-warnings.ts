import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Loader } from 'esbuild'
import { isBlock, isSystemError, isTake, type Json, keyBelow, messageOf } from 'bocas/internal/light'
import type { KnownPlan } from '../task-plan'
import { timeOfDay } from './time-of-day'

/** A file of the code of a run. */
export interface SeenCode {
  /** Workspace-relative. */
  readonly file: string
  readonly source: string
  /** Without comments and types. */
  readonly stripped: string
}

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'jsx',
}

/** Prints what is odd about the seeds of some tasks. It never fails: runs are at work meanwhile, and no warning is worth one of them. */
export async function tellSeedWarnings(
  root: string,
  plans: Iterable<KnownPlan>,
  print: (warning: string) => void,
): Promise<void> {
  try {
    const warnings = await Promise.all([...plans].map((plan) => seedWarnings(root, plan)))
    // One word each: console.log prints whatever else it is given.
    for (const warning of warnings.flat()) print(warning)
  } catch (error) {
    print(`⚠ the seeds could not be looked at: ${messageOf(error)}`)
  }
}

/** What is odd about the seeds of a task: nothing that keeps its runs from being executed, but a table without ± or a number that nobody gets again. */
export async function seedWarnings(root: string, plan: KnownPlan): Promise<string[]> {
  const files = plan.run.files.filter((file) => extname(file) in LOADERS)
  const isSeeded = hasSeeds(plan)
  const code = await Promise.all(
    files.map(async (file): Promise<SeenCode[]> => {
      try {
        const source = await readFile(join(root, file), 'utf8')
        if (!mayBeOdd(source, isSeeded)) return []
        // Imported when it is needed: most code has nothing of the kind, and a call whose results are all stored is over before the compiler has begun.
        const { transform } = await import('esbuild')
        const { code } = await transform(source, {
          loader: LOADERS[extname(file)] ?? 'js',
          minifyWhitespace: true,
          logLevel: 'silent',
        })
        return [{ file, source, stripped: code }]
      } catch (error) {
        if (!isSystemError(error) && !isTransformFailure(error)) throw error
        // What does not load is told by the plan.
        return []
      }
    }),
  )
  return describeSeeds(plan, code.flat())
}

/** Never false of code that {@link describeSeeds} has something to say of, which may be written with escapes. */
export const mayBeOdd = (source: string, isSeeded: boolean): boolean =>
  /\brandom\b|\bDate\b|\\u/.test(source) || (!isSeeded && /\bseed\b/.test(source))

const hasSeeds = ({ runs }: Pick<Seeded, 'runs'>): boolean => runs.some(({ seed }) => seed !== undefined)

/** Of esbuild, which lists what is wrong with the code. */
const isTransformFailure = (error: unknown): boolean => error instanceof Error && 'errors' in error

type Seeded = Pick<KnownPlan, 'task' | 'root' | 'program'> & {
  readonly runs: readonly Pick<KnownPlan['runs'][number], 'config' | 'seed'>[]
}

export function describeSeeds({ task, root, runs, program }: Seeded, code: readonly SeenCode[]): string[] {
  const sweep = `${root}/sweep.ts`
  const isSeeded = hasSeeds({ runs })
  const use = code.find(({ stripped }) => /\bctx\.seed\b/.test(stripped))
  const like = seedLikeKeys(runs)
  return [
    ...(use !== undefined && runs.length > 0 && !isSeeded && program === null && like.length === 0
      ? [
          `⚠ ${task}: ${placeOf(use, /\bctx\.seed\b/)} uses ctx.seed, and the sweep has no axis of seeds: each config is run once, and its numbers have no ±\n  → in ${sweep}, seed: seeds(5)`,
        ]
      : []),
    ...like.map(
      ({ path, value }) =>
        `⚠ ${task}: \`${path}: ${JSON.stringify(value)}\` is no axis of seeds, so no mean is taken over it and ctx.seed is another number\n  → in ${sweep}, ${path.split('.').at(-1)}: seeds(5)`,
    ),
    ...code.flatMap((seen) =>
      ODD.flatMap(({ find, why }) => {
        const found = find(seen.stripped)
        return found === undefined ? [] : [`⚠ ${task}: ${placeOf(seen, asPattern(found))} ${why}`]
      }),
    ),
  ]
}

const ODD = [
  {
    find: (code: string) => /\bMath\.random\b/.exec(code)?.[0],
    why: 'uses Math.random: the run gives other numbers each time, whatever its seed\n  → make random numbers from ctx.seed',
  },
  {
    find: timeOfDay,
    why: 'uses the time of day: a result that holds it is another one each time\n  → performance.now() tells how long something takes',
  },
] as const

/** Code as it may be written: with white space between its words. */
const asPattern = (code: string): RegExp =>
  new RegExp(
    code
      .split(/(?<=\W)|(?=\W)/)
      .map((part) => (part === ' ' ? '\\s+' : part.replace(/\W/, '\\$&')))
      .join('\\s*'),
  )

/** Keys that are called like a seed, have a number, and are not the axis of seeds. Each once, with the first value. */
function seedLikeKeys(runs: Seeded['runs']): { path: string; value: Json }[] {
  const found = new Map<string, Json>()
  for (const { config, seed } of runs)
    for (const [path, value] of numbersIn(config, ''))
      if (path !== seed?.path && /(^|\.)(seeds?|sede|sead|random_?(seed|state))$/i.test(path) && !found.has(path))
        found.set(path, value)
  return [...found].map(([path, value]) => ({ path, value }))
}

function numbersIn(value: Json, path: string): [string, Json][] {
  if (typeof value === 'number') return [[path, value]]
  if (!isBlock(value) || isTake(value)) return []
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, keyBelow(path, key)))
}

/** The first line that has it, not in a comment as far as a line alone tells. */
function placeOf({ file, source }: SeenCode, pattern: RegExp): string {
  const line = source.split('\n').findIndex((text) => pattern.test(text.replace(/^\s*(\/\/|\*|\/\*).*$|\s\/\/.*$/, '')))
  return line < 0 ? file : `${file}:${line + 1}`
}
