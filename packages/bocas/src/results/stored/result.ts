import { withoutUndefined } from '../../collections'
import { findKind, kindNames, metricEntries } from '../../artifacts'
import { isProblemsError, ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Json } from '../../sweep'
import type { ArtifactName, ArtifactValue, NumberPath, SeriesPath } from './paths'
import { nonFiniteIn, withAllowed, type NonFinite } from './non-finite'
import { storedMetric } from './stored-metric'
import { payloadReader } from './payload-reader'
import { isResultError, ResultError } from './result-error'
import type { CarriedOver, SeedOfRun, StoredResult } from './result-file'

/** Where a result comes from that is of no run of this workspace. */
export interface ImportMark {
  readonly from: 'mlflow' | 'wandb'
  /** What was read. */
  readonly source: string
  /** What the other program calls the run. */
  readonly origin: string
}

/** The result of one run. */
export interface Result<C = unknown, O = unknown> {
  readonly task: string
  /** The run's label, unique within its task. */
  readonly name: string
  /** The run's identity. */
  readonly key: string
  readonly config: C
  readonly seed?: SeedOfRun | undefined
  /** How it came to its key when it was made under another one and carried over by `bocas accept`; else absent. */
  readonly accepted?: readonly CarriedOver[] | undefined
  /** Of a result that another program has recorded: which program, and what was read. Absent for those of runs. */
  readonly imported?: ImportMark | undefined
  /** The folder that holds result.json; absolute. Of an imported result the file that holds it. */
  readonly dir: string
  /** @internal What is stored, as result.json has it. */
  readonly artifacts: StoredResult['artifacts']
  /** The names of the artifacts. */
  readonly names: readonly ArtifactName<O>[]
  /** The paths of all metrics, such as `val.accuracy`. */
  readonly metricPaths: readonly string[]
  /**
   * An artifact: metrics as they were returned, the value of every other kind.
   *
   * @throws Error that lists the names there are; ResultError when what is stored cannot be read.
   */
  get<Name extends ArtifactName<O>>(name: Name): ArtifactValue<O, Name>
  /**
   * One number: `metric('val.accuracy')`.
   *
   * @throws Error that lists the metrics there are.
   */
  metric(path: NumberPath<O>): number
  /** Metrics and columns that hold NaN or infinities, and whether the sweep allows it (`allowNaN`). */
  readonly nonFinite: readonly NonFinite[]
  /** Whether the run has that metric. Tasks, and alternatives within a task, may differ. */
  hasMetric(path: string): boolean
  /**
   * One column of a series: `column('history.val_loss')`. `accuracy` also finds `acc`.
   *
   * @throws Error that lists the columns there are.
   */
  column(path: SeriesPath<O>): readonly number[]
}

/**
 * Makes a result from a verified result.json.
 *
 * @param readFile how the files of payloads are read; as Node does it unless given.
 */
export function makeResult<C, O>(
  stored: StoredResult,
  at: {
    task: string
    name: string
    dir: string
    config?: Json
    allowNaN?: readonly string[] | undefined
    imported?: ImportMark
  },
  readFile?: (path: string) => Uint8Array,
): Result<C, O> {
  const { task, name, dir, config = stored.config, allowNaN = [], imported } = at
  const label = `${task}/${name}`
  const names = Object.keys(stored.artifacts)
  let cache: Map<string, unknown> | undefined
  const get = (artifact: string): unknown => {
    cache ??= new Map<string, unknown>()
    if (!cache.has(artifact))
      cache.set(artifact, load(stored, artifact, dir, label, payloadReader(dir, stored.payloads, readFile)))
    return cache.get(artifact)
  }
  let metrics: ReadonlyMap<string, number> | undefined
  let nonFinite: readonly NonFinite[] | undefined
  const allMetrics = () => {
    const plain = names.filter((artifact) => stored.artifacts[artifact]!.kind === 'metrics')
    return (metrics ??= new Map(metricEntries(plain.map((artifact) => [artifact, get(artifact)]))))
  }
  return {
    task,
    name,
    key: stored.key,
    config: config as C,
    ...withoutUndefined({ seed: stored.seed, accepted: stored.accepted, imported }),
    dir,
    artifacts: stored.artifacts,
    names: names as ArtifactName<O>[],
    get nonFinite() {
      return (nonFinite ??= withAllowed(nonFiniteIn(stored), allowNaN))
    },
    get metricPaths() {
      return [...allMetrics().keys()]
    },
    get: (artifact) => get(artifact) as never,
    hasMetric: (path) => storedMetric(stored.artifacts, path) !== undefined,
    metric(path) {
      // One of many is found without making all of them; what is not found there is looked for with every check, for the error.
      const value = storedMetric(stored.artifacts, path) ?? allMetrics().get(path)
      if (value !== undefined) return value
      throw new ProblemsError({
        code: 'unknown-metric',
        message: `there is no metric ${JSON.stringify(path)}; ${suggest(path, [...allMetrics().keys()])}`,
        path: label,
      })
    },
    column(path) {
      const artifact = names.find((candidate) => path.startsWith(`${candidate}.`) && isSeries(get(candidate)))
      if (artifact === undefined) {
        const series = names.filter((candidate) => stored.artifacts[candidate]!.kind === 'series')
        const paths = series.flatMap((candidate) =>
          Object.keys((get(candidate) as { columns: object }).columns).map((column) => `${candidate}.${column}`),
        )
        throw new ProblemsError({
          code: 'unknown-column',
          message: `there is no column ${JSON.stringify(path)}; ${suggest(path, paths)}`,
          path: label,
        })
      }
      const found = get(artifact) as { column(name: string): readonly number[] }
      return located(() => found.column(path.slice(artifact.length + 1)), `${label}: ${artifact}`)
    },
  }
}

function isSeries(value: unknown): boolean {
  return value !== null && typeof value === 'object' && 'columns' in value && 'column' in value
}

function load(
  stored: StoredResult,
  name: string,
  dir: string,
  label: string,
  files: ReturnType<typeof payloadReader>,
): unknown {
  const artifact = Object.hasOwn(stored.artifacts, name) ? stored.artifacts[name] : undefined
  if (artifact === undefined)
    throw new ProblemsError({
      message: `there is no artifact ${JSON.stringify(name)}; ${suggest(name, Object.keys(stored.artifacts))}`,
      path: label,
    })
  const kind = findKind(artifact.kind)
  if (kind === undefined) {
    const hint = 'import the module whose defineKind makes it where results are read'
    throw new ProblemsError({
      message: `the kind \`${artifact.kind}\` is not known here; ${hint}; ${suggest(artifact.kind, kindNames())}`,
      path: `${label}: ${name}`,
    })
  }
  const data = kind.schema.safeParse(artifact.data)
  if (!data.success)
    throw new ResultError(
      'damaged',
      dir,
      `the artifact ${name} does not fit the kind \`${kind.name}\`: ${data.error.issues.map(({ message }) => message).join('; ')}`,
    )
  return located(() => kind.load(data.data, files), `${label}: ${name}`)
}

function located<T>(read: () => T, where: string): T {
  try {
    return read()
  } catch (error) {
    if (isResultError(error)) throw new ResultError(error.code, error.dir, error.problems[0]!.message, where)
    if (isProblemsError(error)) throw new ProblemsError(error.problems.map((problem) => ({ path: where, ...problem })))
    if (error instanceof Error) error.message += ` (at ${where})`
    throw error
  }
}
