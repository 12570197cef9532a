import { canonicalJson, sha256 } from './canonical-json'

/**
 * The version of what a run is given and of how its result is kept. It stands for `bocas` itself in the key:
 * a new release of bocas retrains nothing unless it changes what a run sees, and then this number is raised. With 2 the keys of a config
 * come in one order, whatever the order in which the sweep writes them.
 */
export const PROTOCOL = 2

/** An npm package that run code can reach, as the lockfile pins it. */
export interface PinnedPackage {
  readonly name: string
  readonly version: string
  /** The lockfile's integrity hash, or the resolved address of a package that has none (a git dependency). */
  readonly integrity?: string
  /** The digest of its files, where they are not those that the integrity stands for: changed in place, linked in, or pinned by nothing. */
  readonly content?: string
  /** Which version of each dependency it is given, as `name@version`: two versions of one can change places and both stay. */
  readonly uses?: readonly string[]
}

/**
 * All that a result depends on beside the config. Each field is here because a change in it can change the bytes of a result,
 * and nothing else is: names, labels, tags, folders, parallelism, limits and the versions of Nx and Node are left out.
 */
export interface RunIngredients {
  /**
   * `run.ts` and every file it imports, by path relative to `run.ts`: digest of the code without comments, types and white space, and of
   * what each of its imports means.
   */
  readonly code: Readonly<Record<string, string>>
  /** The packages that this code imports and theirs, because their code runs too. Sorted by name and version. */
  readonly packages: readonly PinnedPackage[]
  /** Declared data by the declared name: digest of the content, or the pinned package for `npm:` data. */
  readonly data: Readonly<Record<string, string>>
  /** Declared environment variables; null when not set, which is not the same as empty. */
  readonly env: Readonly<Record<string, string | null>>
  /** Of a run that is a program: what `command` declares. Missing, and not in the key, for every other run. */
  readonly program?: ProgramIngredients
  /** Of a run that takes results of other tasks: their digests, by the key path at which each is taken. Missing, and not in the key, for every other run. */
  readonly from?: Readonly<Record<string, string>>
}

/** What the result of a program depends on beside what every run depends on. */
export interface ProgramIngredients {
  /** The program and its arguments. */
  readonly line: string
  /** Variables that it is given. */
  readonly env: Readonly<Record<string, string>>
  /** What the interpreter says of its version; null for a program without one. */
  readonly interpreter: string | null
  /** Its files, by path relative to the task: digest of the content. */
  readonly inputs: Readonly<Record<string, string>>
  /** The same of the file that pins its packages; empty without one. */
  readonly lock: Readonly<Record<string, string>>
}

/**
 * A function from config and seed to run key for one task: the SHA-256, in hexadecimal, of the protocol, the ingredients, the config and
 * the seed. The seed's value stands in the config too; but only that a `seeds(…)` axis put it there makes it `ctx.seed`.
 * The key is a run's identity for the store, for "kept" answers and for locks; its name is only a label.
 *
 * The function takes as well what the run takes from other tasks, instead of the `from` of the ingredients: runs of one task take different results.
 */
export function runKeys({
  from,
  ...shared
}: RunIngredients): (config: unknown, seed?: RunSeed, taken?: RunIngredients['from']) => string {
  const ingredients = sha256(canonicalJson(shared))
  return (config, seed, taken = from) =>
    sha256(
      canonicalJson({
        protocol: PROTOCOL,
        ingredients,
        config,
        ...(seed ? { seed } : {}),
        ...(taken ? { from: taken } : {}),
      }),
    )
}

/** A seed, and the path in the config where it stands. */
export interface RunSeed {
  readonly path: string
  readonly value: number
}
